/// What lies in files beside the servers: backups with their manifests.
@NullMarked
package dev.cutover.archive;

import org.jspecify.annotations.NullMarked;
