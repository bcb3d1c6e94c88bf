package dev.cutover.database;

import dev.cutover.pipeline.stage.rows.ChangelogRow;
import dev.cutover.pipeline.stage.rows.PrCommentRow;
import dev.cutover.pipeline.stage.rows.PrCommitRow;
import dev.cutover.pipeline.stage.rows.PrReviewRow;
import dev.cutover.pipeline.stage.rows.PrRow;
import dev.cutover.pipeline.stage.rows.ProjectRow;
import dev.cutover.pipeline.stage.rows.ProjectStatusRow;
import dev.cutover.pipeline.stage.rows.ProjectWitRow;
import dev.cutover.pipeline.stage.rows.RepositoryRow;
import dev.cutover.pipeline.stage.rows.StagedRow;
import dev.cutover.pipeline.stage.rows.StatusRow;
import dev.cutover.pipeline.stage.rows.WitRow;
import dev.cutover.pipeline.stage.rows.WorkItemPrLinkRow;
import dev.cutover.pipeline.stage.rows.WorkItemRow;

/// Writes the values of a row in the order of its components, which is the order of
/// [StagingTable]'s columns.
final class StagedRowWriter {
  private final BinaryCopy copy;

  StagedRowWriter(BinaryCopy copy) {
    this.copy = copy;
  }

  void write(StagedRow staged) {
    switch (staged) {
      case ProjectRow row -> write(row);
      case WitRow row -> write(row);
      case StatusRow row -> write(row);
      case ProjectWitRow row -> write(row);
      case ProjectStatusRow row -> write(row);
      case RepositoryRow row -> write(row);
      case WorkItemRow row -> write(row);
      case ChangelogRow row -> write(row);
      case WorkItemPrLinkRow row -> write(row);
      case PrRow row -> write(row);
      case PrCommitRow row -> write(row);
      case PrReviewRow row -> write(row);
      case PrCommentRow row -> write(row);
    }
  }

  private void write(ProjectRow row) {
    copy.int8(row.rawId());
    copy.text(row.externalId());
    copy.text(row.key());
    copy.text(row.name());
    copy.text(row.projectType());
    copy.text(row.discoveredIn());
  }

  private void write(WitRow row) {
    copy.int8(row.rawId());
    copy.text(row.externalId());
    copy.text(row.originalName());
    copy.text(row.description());
    copy.int4(row.hierarchyLevel());
    copy.text(row.discoveredIn());
  }

  private void write(StatusRow row) {
    copy.int8(row.rawId());
    copy.text(row.externalId());
    copy.text(row.originalName());
    copy.text(row.category());
    copy.text(row.categoryKey());
    copy.text(row.description());
    copy.text(row.discoveredIn());
  }

  private void write(ProjectWitRow row) {
    copy.int8(row.rawId());
    copy.text(row.projectExternalId());
    copy.text(row.witExternalId());
  }

  private void write(ProjectStatusRow row) {
    copy.int8(row.rawId());
    copy.text(row.projectExternalId());
    copy.text(row.statusExternalId());
  }

  private void write(RepositoryRow row) {
    copy.int8(row.rawId());
    copy.text(row.externalId());
    copy.text(row.name());
    copy.text(row.fullName());
    copy.text(row.description());
    copy.text(row.url());
    copy.bool(row.isPrivate());
    copy.timestamptz(row.repoCreatedAt());
    copy.timestamptz(row.repoUpdatedAt());
    copy.timestamptz(row.pushedAt());
    copy.text(row.language());
    copy.text(row.defaultBranch());
    copy.bool(row.archived());
    copy.text(row.discoveredIn());
  }

  private void write(WorkItemRow row) {
    copy.int8(row.rawId());
    copy.text(row.externalId());
    copy.text(row.key());
    copy.text(row.projectExternalId());
    copy.text(row.team());
    copy.text(row.summary());
    copy.text(row.description());
    copy.text(row.acceptanceCriteria());
    copy.text(row.witExternalId());
    copy.text(row.statusExternalId());
    copy.text(row.resolution());
    copy.float8(row.storyPoints());
    copy.text(row.assignee());
    copy.text(row.labels());
    copy.timestamptz(row.created());
    copy.timestamptz(row.updated());
    copy.text(row.priority());
    copy.text(row.parentExternalId());
    copy.bool(row.codeChanged());
    copy.texts(row.customFields());
  }

  private void write(ChangelogRow row) {
    copy.int8(row.rawId());
    copy.text(row.workItemExternalId());
    copy.text(row.externalId());
    copy.text(row.fromStatusExternalId());
    copy.text(row.toStatusExternalId());
    copy.timestamptz(row.transitionChangeDate());
    copy.text(row.changedBy());
  }

  private void write(WorkItemPrLinkRow row) {
    copy.int8(row.rawId());
    copy.text(row.workItemExternalId());
    copy.text(row.externalRepoId());
    copy.text(row.repoFullName());
    copy.int4(row.pullRequestNumber());
    copy.text(row.branchName());
    copy.text(row.commitSha());
    copy.text(row.prStatus());
  }

  private void write(PrRow row) {
    copy.int8(row.rawId());
    copy.text(row.externalId());
    copy.text(row.externalRepoId());
    copy.int4(row.number());
    copy.text(row.name());
    copy.text(row.userName());
    copy.text(row.body());
    copy.int4(row.discussionCommentCount());
    copy.int4(row.reviewCommentCount());
    copy.text(row.source());
    copy.text(row.destination());
    copy.int4(row.reviewers());
    copy.text(row.status());
    copy.text(row.url());
    copy.timestamptz(row.prCreatedAt());
    copy.timestamptz(row.prUpdatedAt());
    copy.timestamptz(row.closedAt());
    copy.timestamptz(row.mergedAt());
    copy.text(row.mergedBy());
    copy.int4(row.commitCount());
    copy.int4(row.additions());
    copy.int4(row.deletions());
    copy.int4(row.changedFiles());
    copy.timestamptz(row.firstReviewAt());
    copy.int4(row.reworkCommitCount());
    copy.int4(row.reviewCycles());
  }

  private void write(PrCommitRow row) {
    copy.int8(row.rawId());
    copy.text(row.prExternalId());
    copy.text(row.externalId());
    copy.text(row.authorName());
    copy.text(row.authorEmail());
    copy.text(row.committerName());
    copy.text(row.committerEmail());
    copy.text(row.message());
    copy.timestamptz(row.authoredDate());
    copy.timestamptz(row.committedDate());
  }

  private void write(PrReviewRow row) {
    copy.int8(row.rawId());
    copy.text(row.prExternalId());
    copy.text(row.externalId());
    copy.text(row.authorLogin());
    copy.text(row.state());
    copy.text(row.body());
    copy.timestamptz(row.submittedAt());
  }

  private void write(PrCommentRow row) {
    copy.int8(row.rawId());
    copy.text(row.prExternalId());
    copy.text(row.externalId());
    copy.text(row.authorLogin());
    copy.text(row.body());
    copy.text(row.commentType());
    copy.text(row.path());
    copy.int4(row.position());
    copy.int4(row.line());
    copy.timestamptz(row.createdAtGithub());
    copy.timestamptz(row.updatedAtGithub());
  }
}
