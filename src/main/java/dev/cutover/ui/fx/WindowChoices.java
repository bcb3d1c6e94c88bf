package dev.cutover.ui.fx;

import java.util.Optional;

/// What the user chose for all windows of this workstation, kept between starts.
public interface WindowChoices {

  /// Empty to follow the system.
  Optional<Theme> look();

  /// Whether times are shown in UTC.
  boolean utc();

  void keepLook(Optional<Theme> look);

  void keepUtc(boolean utc);

  /// Nothing is kept.
  static WindowChoices forOnce(Optional<Theme> look) {
    return new WindowChoices() {
      @Override
      public Optional<Theme> look() {
        return look;
      }

      @Override
      public boolean utc() {
        return true;
      }

      @Override
      public void keepLook(Optional<Theme> chosen) {
        // For once.
      }

      @Override
      public void keepUtc(boolean utc) {
        // For once.
      }
    };
  }
}
