package dev.cutover.database;

import tools.jackson.databind.json.JsonMapper;

/// One mapper for all of this room, made by whoever needs it first: many starts need none, and it
/// is slow to load.
final class Json {
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}
}
