package dev.cutover.cutover.backup;

import java.util.List;

/// What a server must have before this database can be restored there.
///
/// @param extensions by name
/// @param roles that own something or have rights on something
/// @param tablespaces beside the default one
public record RestoreNeeds(List<String> extensions, List<String> roles, List<String> tablespaces) {
  public RestoreNeeds {
    extensions = List.copyOf(extensions);
    roles = List.copyOf(roles);
    tablespaces = List.copyOf(tablespaces);
  }
}
