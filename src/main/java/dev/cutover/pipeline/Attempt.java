package dev.cutover.pipeline;

import dev.cutover.job.EntityType;
import dev.cutover.job.IntegrationId;
import dev.cutover.job.JobId;
import dev.cutover.job.RunId;
import dev.cutover.job.Stage;
import dev.cutover.job.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One claimed execution of a job: what to do, and the lease under which it is done. Every write of
/// the attempt is guarded by the lease token, so an attempt that lost its lease can change nothing.
public final class Attempt {
  private final JobId job;
  private final @Nullable RunId run;
  private final TenantId tenant;
  private final IntegrationId integration;
  private final Stage stage;
  private final EntityType entity;
  private final Assignment assignment;
  private final int number;
  private final int maxAttempts;
  private final int priority;
  private final UUID lease;
  private final @Nullable String progress;
  private volatile boolean lost;
  private volatile boolean cancelRequested;
  private volatile boolean holdRequested;

  public Attempt(
      JobId job,
      @Nullable RunId run,
      TenantId tenant,
      IntegrationId integration,
      Stage stage,
      EntityType entity,
      Assignment assignment,
      int number,
      int maxAttempts,
      int priority,
      UUID lease,
      @Nullable String progress) {
    this.job = job;
    this.run = run;
    this.tenant = tenant;
    this.integration = integration;
    this.stage = stage;
    this.entity = entity;
    this.assignment = assignment;
    this.number = number;
    this.maxAttempts = maxAttempts;
    this.priority = priority;
    this.lease = lease;
    this.progress = progress;
  }

  public JobId job() {
    return job;
  }

  public @Nullable RunId run() {
    return run;
  }

  public TenantId tenant() {
    return tenant;
  }

  public IntegrationId integration() {
    return integration;
  }

  public Stage stage() {
    return stage;
  }

  public EntityType entity() {
    return entity;
  }

  public Assignment assignment() {
    return assignment;
  }

  /// 1 for the first try; counted at the claim, so that a job which kills its worker is counted
  /// too.
  public int number() {
    return number;
  }

  public int maxAttempts() {
    return maxAttempts;
  }

  public int priority() {
    return priority;
  }

  public UUID lease() {
    return lease;
  }

  /// The cursor that the last committed page of an earlier attempt left, null at the beginning.
  public @Nullable String progress() {
    return progress;
  }

  /// The heartbeat found the lease gone: stop at the next page, write nothing.
  public boolean lost() {
    return lost;
  }

  public void markLost() {
    lost = true;
  }

  /// An operator asked for the end of this job: stop at the next page.
  public boolean cancelRequested() {
    return cancelRequested;
  }

  public void requestCancel() {
    cancelRequested = true;
  }

  /// A person holds the integration: stop at the next page and go on when it is let go.
  public boolean holdRequested() {
    return holdRequested;
  }

  public void requestHold() {
    holdRequested = true;
  }

  @Override
  public String toString() {
    return stage.word() + " job " + job + " (" + entity.word() + ", attempt " + number + ")";
  }
}
