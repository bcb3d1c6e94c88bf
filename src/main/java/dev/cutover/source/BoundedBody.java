package dev.cutover.source;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/// Collects a body up to a limit and hangs up beyond it, so that an endless answer costs no more
/// than that.
final class BoundedBody implements BodySubscriber<byte[]> {
  private final int limit;
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private byte[] bytes = new byte[8192];
  private int size;
  private @Nullable Subscription subscription;

  BoundedBody(int limit) {
    this.limit = limit;
  }

  /// The body grew beyond the limit.
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(long limit) {
      super("response too large: more than " + limit + " bytes");
    }
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Subscription granted) {
    subscription = granted;
    granted.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (whole.isDone()) {
      return;
    }
    for (ByteBuffer buffer : buffers) {
      int more = buffer.remaining();
      if (more > limit - size) {
        if (subscription != null) {
          subscription.cancel();
        }
        bytes = new byte[0];
        whole.completeExceptionally(new TooLarge(limit));
        return;
      }
      if (size + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(size + more, bytes.length * 2)));
      }
      buffer.get(bytes, size, more);
      size += more;
    }
  }

  @Override
  public void onError(Throwable cause) {
    whole.completeExceptionally(cause);
  }

  @Override
  public void onComplete() {
    whole.complete(size == bytes.length ? bytes : Arrays.copyOf(bytes, size));
  }
}
