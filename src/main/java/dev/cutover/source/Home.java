package dev.cutover.source;

import dev.cutover.pipeline.stage.IntegrationSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// The one address that an integration talks to, and that its credentials are for.
///
/// @param base without a slash at the end
record Home(URI base) {

  /// @throws SourceProblem when the text is no http address
  static Home of(IntegrationSettings integration, String url) {
    try {
      URI uri = new URI(url.strip().replaceAll("/+$", ""));
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean http = scheme.equals("http") || scheme.equals("https");
      if (http
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null) {
        return new Home(uri);
      }
    } catch (URISyntaxException notAnAddress) {
      // Told below, with the other addresses that cannot work.
    }
    throw Trouble.permanent(
        "source.url",
        Trouble.name(integration) + ": its url is no address that can be called.",
        "Set it to the form https://host/path, without user, password and query.");
  }

  URI resolve(String pathAndQuery) {
    return URI.create(base + pathAndQuery);
  }

  /// True for an address to which the credentials may go: this host, or this host over https
  /// instead of http.
  boolean owns(URI other) {
    if (other.getHost() == null || !other.getHost().equalsIgnoreCase(base.getHost())) {
      return false;
    }
    boolean same = scheme(other).equals(scheme(base)) && port(other) == port(base);
    return same || scheme(base).equals("http") && scheme(other).equals("https");
  }

  private static String scheme(URI uri) {
    return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : scheme(uri).equals("https") ? 443 : 80;
  }
}
