package dev.cutover.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class FernetTokenTest {
  // The vector of the Fernet specification.
  private static final String TOKEN =
      "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";
  private static final String KEY = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";

  @Test
  void theVectorOfTheSpecificationOpens() {
    assertThat(FernetToken.decrypt(TOKEN, KEY)).isEqualTo("hello");
    assertThat(FernetToken.decrypt(" " + TOKEN + "\n", KEY)).isEqualTo("hello");
  }

  @Test
  void anyChangedByteIsRefusedAndNeverHandedBackAsThePassword() {
    byte[] bytes = Base64.getUrlDecoder().decode(TOKEN);
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      String token = Base64.getUrlEncoder().encodeToString(changed);
      assertThatThrownBy(() -> FernetToken.decrypt(token, KEY))
          .as("byte %s", i)
          .isInstanceOf(SecretTrouble.class)
          .hasMessageContaining("ENCRYPTION_KEY")
          .message()
          .doesNotContain(token);
    }
  }

  @Test
  void aTokenThatIsNoneAndAKeyThatIsNoneAreNamed() {
    for (String token : new String[] {"", "plain-text password", "ghp_abc", "gAAAA", "=", "ü"}) {
      assertThatThrownBy(() -> FernetToken.decrypt(token, KEY))
          .isInstanceOf(SecretTrouble.class)
          .hasMessageContaining("no Fernet token");
    }
    for (String key : new String[] {"", "short", "not base64 at all!", KEY + KEY}) {
      assertThatThrownBy(() -> FernetToken.decrypt(TOKEN, key))
          .isInstanceOf(SecretTrouble.class)
          .hasMessageContaining("the ENCRYPTION_KEY");
    }
  }

  @Test
  void anotherKeyIsRefused() {
    String other = Base64.getUrlEncoder().encodeToString(new byte[32]);

    assertThatThrownBy(() -> FernetToken.decrypt(TOKEN, other))
        .hasMessageContaining("not made with this ENCRYPTION_KEY");
  }
}
