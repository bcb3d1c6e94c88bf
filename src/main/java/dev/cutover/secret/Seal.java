package dev.cutover.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals bytes with AES-256-GCM, bound to the name they are kept under. Layout: 4 bytes mark, 8
/// bytes that tell which key (so a wrong key and a damaged file are told apart), 12 bytes nonce,
/// the sealed bytes with their tag.
final class Seal {
  private static final byte[] MARK = "CUT1".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_ID_BYTES = 8;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int HEADER = MARK.length + KEY_ID_BYTES + NONCE_BYTES;

  private final byte[] key;

  Seal(byte[] key) {
    this.key = key;
  }

  byte[] seal(String name, byte[] plain) {
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(plain);
      return ByteBuffer.allocate(HEADER + sealed.length)
          .put(MARK)
          .put(keyId())
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  byte[] open(String name, byte[] file, Path from) {
    ByteBuffer buffer = ByteBuffer.wrap(file);
    byte[] mark = new byte[MARK.length];
    byte[] keyId = new byte[KEY_ID_BYTES];
    byte[] nonce = new byte[NONCE_BYTES];
    if (file.length < HEADER + TAG_BITS / Byte.SIZE) {
      throw new SecretTrouble(from.toString(), damaged());
    }
    buffer.get(mark).get(keyId).get(nonce);
    if (!Arrays.equals(mark, MARK)) {
      throw new SecretTrouble(from.toString(), damaged());
    }
    byte[] sealed = new byte[buffer.remaining()];
    buffer.get(sealed);
    try {
      if (!Arrays.equals(keyId, keyId())) {
        throw new SecretTrouble(
            from.toString(),
            "this secret was sealed with another key. Nothing was changed. Put the key file that"
                + " belongs to it back, or give this secret again.");
      }
      return cipher(Cipher.DECRYPT_MODE, nonce, name).doFinal(sealed);
    } catch (AEADBadTagException e) {
      throw new SecretTrouble(from.toString(), damaged(), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  private static String damaged() {
    return "this secret is damaged. The file was left as it is; give the secret again.";
  }

  private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(MARK);
    cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private byte[] keyId() throws GeneralSecurityException {
    return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key), KEY_ID_BYTES);
  }
}
