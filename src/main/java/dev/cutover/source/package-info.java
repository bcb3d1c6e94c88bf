/// Where records come from: Jira and GitHub over HTTP, and folders of exported files. The only
/// package that speaks HTTP to the outside; it sees the ports of the stages and knows nothing of
/// how records are stored.
@NullMarked
package dev.cutover.source;

import org.jspecify.annotations.NullMarked;
