package dev.cutover.ui.fx;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// All words of the window, out of `i18n/messages*.properties` for one language.
public final class Texts {
  private static final String BUNDLE = "i18n.messages";

  private final ResourceBundle bundle;

  private Texts(ResourceBundle bundle) {
    this.bundle = bundle;
  }

  /// English where the language of `locale` is not translated.
  public static Texts of(Locale locale) {
    return new Texts(
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
  }

  /// @param arguments for `{0}`, `{1}`..; numbers are written in the language's way
  /// @throws java.util.MissingResourceException when no bundle has the key
  public String get(String key, Object... arguments) {
    String pattern = bundle.getString(key);
    return arguments.length == 0
        ? pattern.replace("''", "'")
        : new MessageFormat(pattern, locale()).format(arguments);
  }

  /// The text of `key`, or `otherwise` for words that come from a server.
  public String getOr(String key, String otherwise) {
    return bundle.containsKey(key) ? get(key) : otherwise;
  }

  public Locale locale() {
    return bundle.getLocale().getLanguage().isEmpty() ? Locale.ENGLISH : bundle.getLocale();
  }

  /// For FXML's `%key`.
  public ResourceBundle bundle() {
    return bundle;
  }
}
