package dev.cutover.source;

import dev.cutover.job.Problem;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourceProblem;
import dev.cutover.pipeline.stage.SourceProblem.Kind;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Words for what goes wrong with a source. Every problem names the integration, the address
/// without anything secret, and what to do next.
final class Trouble {
  private Trouble() {}

  static SourceProblem permanent(String code, String what, String remedy) {
    return new SourceProblem(Kind.PERMANENT, new Problem(code, what, remedy), null, null);
  }

  static SourceProblem passing(String code, String what, @Nullable Throwable cause) {
    return new SourceProblem(
        Kind.TRANSIENT,
        new Problem(code, what, "Nothing was lost; the job tries again after a pause."),
        null,
        cause);
  }

  static SourceProblem rateLimited(IntegrationSettings integration, String who, Duration wait) {
    return new SourceProblem(
        Kind.RATE_LIMITED,
        new Problem(
            "source.rate_limited",
            "%s: %s asks to wait %s before the next call."
                .formatted(name(integration), who, inWords(wait)),
            "Nothing to do: the integration pauses for that long and goes on where it stopped."),
        wait,
        null);
  }

  /// The integration as its administrator knows it.
  static String name(IntegrationSettings integration) {
    return "Integration " + integration.integration() + " (" + integration.provider() + ")";
  }

  /// An address without user, query and fragment.
  static String bare(URI uri) {
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return uri.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1) + path;
  }

  /// A setting that is a whole number between two bounds.
  ///
  /// @throws SourceProblem when it is something else
  static int number(
      IntegrationSettings integration, String setting, int otherwise, int least, int most) {
    String text = integration.setting(setting).orElse("");
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text.strip());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, together with the numbers that are out of bounds.
    }
    throw permanent(
        "source.settings",
        "%s: setting %s is '%s'.".formatted(name(integration), setting, text),
        "Set it to a whole number from %d to %d, or remove it.".formatted(least, most));
  }

  private static String inWords(Duration wait) {
    long seconds = wait.toMillis() / 1000 + (wait.toMillis() % 1000 > 0 ? 1 : 0);
    return seconds < 120 ? seconds + " s" : (seconds + 59) / 60 + " min";
  }
}
