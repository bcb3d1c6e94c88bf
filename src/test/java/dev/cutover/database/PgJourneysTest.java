package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RawTable;
import dev.cutover.kit.TravelledRecord;
import dev.cutover.monitor.JobBrowser;
import dev.cutover.monitor.RecordJourney;
import dev.cutover.monitor.RecordJourney.Step;
import dev.cutover.rawdata.RawLine;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One record from its extraction to its business row, and nothing of its neighbours.
class PgJourneysTest {
  private final PipelineFixture fixture = new PipelineFixture();
  private final RawTable table = new RawTable(fixture);
  private final Database database = fixture.database("window");

  @AfterEach
  void close() {
    fixture.close();
  }

  private RecordJourney journey(long rawId) {
    RawLine line = new LiveRawSource(database, "test").record(rawId).orElseThrow().line();
    return new PgJourneys(database).of(line);
  }

  private static <T extends Step, V> List<V> all(
      RecordJourney journey, Class<T> kind, Function<T, V> value) {
    return journey.steps().stream().filter(kind::isInstance).map(kind::cast).map(value).toList();
  }

  @Test
  void versionsJobsRowAndLettersStandInTheirOrder() {
    TravelledRecord record = new TravelledRecord(fixture, table, "1");

    RecordJourney journey = journey(record.second);

    assertThat(journey.complete()).isTrue();
    assertThat(all(journey, Step.Version.class, step -> step.line().id()))
        .containsExactly(record.first, record.second);
    assertThat(all(journey, Step.Job.class, step -> step.job().id()))
        .containsExactlyInAnyOrder(record.extract, record.transform, record.load, record.died);
    Step.Job transform =
        all(journey, Step.Job.class, Function.identity()).stream()
            .filter(step -> step.job().id() == record.transform)
            .findFirst()
            .orElseThrow();
    assertThat(transform.events())
        .filteredOn(event -> event.to().equals("running"))
        .extracting(JobBrowser.Event::attempt)
        .containsExactly(1, 2);
    assertThat(all(journey, Step.Loaded.class, Step.Loaded::table)).containsExactly("work_items");
    assertThat(all(journey, Step.Loaded.class, Step.Loaded::rawRow)).containsExactly(record.first);
    assertThat(all(journey, Step.Letter.class, Step.Letter::origin)).containsExactly("$.issues[3]");
    assertThat(journey.steps().getFirst()).isInstanceOf(Step.Job.class);
    assertThat(journey(record.first).steps()).isEqualTo(journey.steps());
  }

  @Test
  void aRecordOfAnotherTenantWithTheSameIdIsNotMixedIn() {
    TravelledRecord record = new TravelledRecord(fixture, table, "1");
    long other = table.tenant("globex");
    long theirs =
        table.row("1", "{}").of(other, table.integration(other, "jira")).status("pending").store();
    fixture.execute(
        "INSERT INTO etl_job_queue (tenant_id, integration_id, job_type, entity_type, payload)"
            + " SELECT %d, id, 'transform', 'jira_issues', '{\"raw_ids\": [%d]}' FROM integrations"
                .formatted(other, record.first)
            + " WHERE tenant_id = "
            + other);

    assertThat(journey(theirs).steps()).hasSize(1).first().isInstanceOf(Step.Version.class);
    assertThat(journey(record.first).steps()).hasSize(8);
  }
}
