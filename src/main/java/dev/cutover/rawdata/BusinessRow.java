package dev.cutover.rawdata;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row of a business table in the words of the transform: column to value as text, relations by
/// external id.
///
/// @param table word of a [BusinessTable]
/// @param key what tells the row apart within its table, such as the external id
public record BusinessRow(String table, String key, Map<String, @Nullable String> values) {
  public BusinessRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
