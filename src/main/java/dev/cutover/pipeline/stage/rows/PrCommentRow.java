package dev.cutover.pipeline.stage.rows;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A comment on a pull request: `issue` on the conversation, `review` on the diff. Goes to
/// `stg_prs_comments`.
public record PrCommentRow(
    long rawId,
    String prExternalId,
    String externalId,
    @Nullable String authorLogin,
    @Nullable String body,
    @Nullable String commentType,
    @Nullable String path,
    @Nullable Integer position,
    @Nullable Integer line,
    @Nullable Instant createdAtGithub,
    @Nullable Instant updatedAtGithub)
    implements StagedRow {}
