package dev.cutover.sample;

import java.time.ZoneOffset;
import java.util.List;

/// A project of the sample's Jira.
///
/// @param offset of the clock on which its issues are read
/// @param isElsewhere its workflow has a status of its own
record Project(int index, String key, String name, ZoneOffset offset, boolean isElsewhere) {
  private static final List<String> KEYS =
      List.of(
          "ATLAS", "BEACON", "CEDAR", "DELTA", "EMBER", "FJORD", "GROVE", "HARBOR", "ION", "JUNO",
          "KITE", "LUMEN");
  private static final List<String> NAMES =
      List.of(
          "Atlas Billing",
          "Beacon Alerts",
          "Cedar Identity",
          "Delta Sync",
          "Ember — Mobile",
          "Fjord Søk & Søkeord",
          "Grove Reports",
          "Harbor Gateway",
          "Ion Ledger",
          "Juno 数据平台",
          "Kite Notifications 🪁",
          "Lumen \"Next\"");
  private static final List<ZoneOffset> OFFSETS =
      List.of(
          ZoneOffset.ofHours(8),
          ZoneOffset.UTC,
          ZoneOffset.ofHours(-5),
          ZoneOffset.ofHoursMinutes(5, 30),
          ZoneOffset.ofHours(1),
          ZoneOffset.ofHours(-3));
  static final int MOST = KEYS.size();

  static Project of(int index) {
    return new Project(
        index, KEYS.get(index), NAMES.get(index), OFFSETS.get(index % OFFSETS.size()), index == 9);
  }

  String id() {
    return String.valueOf(10_100 + index);
  }

  List<Status> statuses() {
    return Status.CATALOGUE.stream()
        .filter(status -> isElsewhere || !status.equals(Status.DOING_ELSEWHERE))
        .toList();
  }
}
