package dev.cutover.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Opens the platform's `integrations.password`, a Fernet token (AES-128-CBC, HMAC-SHA256). A token
/// that does not open is always an exception: the platform itself went on with the ciphertext as
/// the password, which came back much later as a refused log-in.
public final class FernetToken {
  private static final String SUBJECT = "the stored password of the integration";
  private static final int KEY_BYTES = 32;
  private static final int HALF = 16;
  private static final int VERSION = 0x80;
  private static final int BEFORE_IV = 9;
  private static final int MAC_BYTES = 32;

  private FernetToken() {}

  /// The text inside `token`, opened with the platform's ENCRYPTION_KEY (URL-safe Base64 of 32
  /// bytes).
  public static String decrypt(String token, String key) {
    byte[] keyBytes = decode(key, "the ENCRYPTION_KEY is not URL-safe Base64");
    if (keyBytes.length != KEY_BYTES) {
      throw refused("the ENCRYPTION_KEY has " + keyBytes.length + " bytes, not " + KEY_BYTES);
    }
    byte[] bytes = decode(token, "it is no Fernet token (not URL-safe Base64)");
    int sealed = bytes.length - BEFORE_IV - HALF - MAC_BYTES;
    if (sealed < HALF || sealed % HALF != 0 || (bytes[0] & 0xFF) != VERSION) {
      throw refused("it is no Fernet token (wrong length or version)");
    }
    try {
      return open(bytes, sealed, keyBytes);
    } catch (BadPaddingException | IllegalBlockSizeException e) {
      throw new SecretTrouble(SUBJECT, "the text inside is damaged." + remedy(), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-CBC and HMAC-SHA256", e);
    }
  }

  private static String open(byte[] bytes, int sealed, byte[] key) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, 0, HALF, "HmacSHA256"));
    mac.update(bytes, 0, bytes.length - MAC_BYTES);
    byte[] found = Arrays.copyOfRange(bytes, bytes.length - MAC_BYTES, bytes.length);
    if (!MessageDigest.isEqual(mac.doFinal(), found)) {
      throw refused("it was not made with this ENCRYPTION_KEY, or it was changed since");
    }
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(key, HALF, HALF, "AES"),
        new IvParameterSpec(bytes, BEFORE_IV, HALF));
    byte[] plain = cipher.doFinal(bytes, BEFORE_IV + HALF, sealed);
    return StandardCharsets.UTF_8.decode(ByteBuffer.wrap(plain)).toString();
  }

  private static byte[] decode(String text, String problem) {
    try {
      return Base64.getUrlDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      // The cause is left out: it quotes a character of the secret.
      throw refused(problem);
    }
  }

  private static SecretTrouble refused(String why) {
    return new SecretTrouble(SUBJECT, why + "." + remedy());
  }

  private static String remedy() {
    return " Nothing was used or changed. Give the ENCRYPTION_KEY that the platform ran with, or"
        + " the password itself.";
  }
}
