package dev.cutover.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.cutover.CutoverRun;
import dev.cutover.cutover.CutoverSnapshot;
import dev.cutover.cutover.CutoverSnapshot.State;
import dev.cutover.cutover.StepName;
import dev.cutover.kit.TestRabbit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The way back without a restore (R1), over a real site whose service writes until it is stopped.
class RolledBackCutoverTest {
  /// What the service writes into, its jobs, which are paused and let go again, and the list of
  /// migrations.
  private static final Set<String> WRITTEN =
      Set.of("work_items", "changelogs", "prs", "prs_commits", "etl_jobs", "migration_history");

  @Test
  void case82_r1FromEachStepLeavesTheOldServiceWritingAndEveryOtherTableAsItWas() throws Exception {
    try (PreparedSite site =
        new PreparedSite(
            TestRabbit.start(), Set.of(StepName.REHEARSAL, StepName.SHADOW), Map.of())) {
      site.save("start");
      for (StepName step :
          List.of(
              StepName.FREEZE,
              StepName.BACKUP,
              StepName.MOVE,
              StepName.SWITCH,
              StepName.WORKERS,
              StepName.VALIDATION,
              StepName.SOAK)) {
        site.putBack("start");
        site.site.awaitRows();
        Map<String, String> columns = columns(site);
        List<String> before = digests(site, columns);
        thereAndBack(site, step);
        assertThat(site.runs()).as("%s: the old service runs", step).isTrue();
        assertThat(site.login()).as("%s: its role may log in", step).isTrue();
        site.site.awaitRows();
        assertThat(site.missing()).as("%s: rows of the old service", step).isEmpty();
        assertThat(digests(site, columns)).as("%s", step).isEqualTo(before).hasSizeGreaterThan(15);
      }
    }
  }

  private static void thereAndBack(PreparedSite site, StepName step) throws Exception {
    try (Session session = site.session();
        CutoverRun run = DyingCutover.opened(new CutoverDesk(session), site.plan)) {
      CutoverSnapshot held = AutoPilot.go(run, Optional.of(step));
      assertThat(held.state())
          .as("%s: %s %s", step, held.failure(), held.findings())
          .isEqualTo(State.HELD);
      CutoverSnapshot end = AutoPilot.back(run);
      assertThat(end.state())
          .as("%s: %s %s", step, end.failure(), end.findings())
          .isEqualTo(State.UNDONE);
    }
  }

  /// Each table that neither the service nor a migration writes, with its columns of now.
  private static Map<String, String> columns(PreparedSite site) {
    Map<String, String> columns = new TreeMap<>();
    for (String[] each :
        site.site.fixture.rows(
            "SELECT table_name, string_agg(quote_ident(column_name), ', ' ORDER BY"
                + " ordinal_position) FROM information_schema.columns WHERE table_schema ="
                + " 'public' GROUP BY 1",
            row -> new String[] {row.getString(1), row.getString(2)})) {
      columns.put(each[0], each[1]);
    }
    columns.keySet().removeAll(WRITTEN);
    return columns;
  }

  /// Their digests, over these columns: the additive migrations stay.
  private static List<String> digests(PreparedSite site, Map<String, String> columns) {
    return columns.entrySet().stream()
        .map(
            table ->
                table.getKey()
                    + " "
                    + site.site.fixture.text(
                        "SELECT count(*) || ' ' || coalesce(md5(string_agg(whole, '|' ORDER BY"
                            + " whole)), '') FROM (SELECT ROW("
                            + table.getValue()
                            + ")::text AS whole FROM "
                            + table.getKey()
                            + ") each"))
        .toList();
  }
}
