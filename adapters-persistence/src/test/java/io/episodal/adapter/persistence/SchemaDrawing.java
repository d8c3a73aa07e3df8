package io.episodal.adapter.persistence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.Configuration;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/**
 * The drawing of the schema that the documentation shows: a column of boxes for each family of
 * tables, and an arrow for each foreign key. Made from a migrated database, so it cannot be out of
 * date without a test that says so.
 */
final class SchemaDrawing {
  /** Every table, by the family it belongs to, in the order of the columns. */
  private static final Map<String, List<String>> FAMILIES = families();

  private static final Configuration POSTGRES = DSL.using(SQLDialect.POSTGRES).configuration();

  private static final int LINE = 17;
  private static final int HEAD = 24;
  private static final int GAP = 22;
  private static final int WIDTH = 286;
  private static final int BETWEEN = 64;
  private static final int TOP = 44;
  private static final int TEXT = 9;

  private final Map<String, Table<?>> tables;
  private final Map<String, Box> boxes = new LinkedHashMap<>();

  private SchemaDrawing(Map<String, Table<?>> tables) {
    this.tables = tables;
    place();
  }

  /** An SVG document; fails if a table is in no family, so that none is forgotten. */
  static String of(DataSource migrated) {
    var schema =
        DSL.using(migrated, SQLDialect.POSTGRES)
            .meta()
            .filterSchemas(candidate -> candidate.getName().equals(Migrations.SCHEMA))
            .filterTables(table -> !table.getName().matches("schema_history|view_events_.*"));
    var tables = new TreeMap<String, Table<?>>();
    schema.getTables().forEach(table -> tables.put(table.getName(), table));
    return new SchemaDrawing(tables).svg();
  }

  private static Map<String, List<String>> families() {
    var families = new LinkedHashMap<String, List<String>>();
    families.put(
        "Catalogue",
        List.of(
            "franchises",
            "releases",
            "episodes",
            "release_scores",
            "release_search",
            "release_genres",
            "genres",
            "ratings"));
    families.put(
        "Followers and what they are told",
        List.of(
            "subscriptions",
            "follower_changes",
            "notification_events",
            "announced_episodes",
            "inbox",
            "digest_items",
            "delivery_lanes",
            "notification_preferences",
            "notification_mutes"));
    families.put(
        "Views",
        List.of(
            "view_events",
            "view_hours",
            "view_days",
            "release_stats",
            "episode_stats",
            "view_flags",
            "stats_progress",
            "viewer_salts"));
    families.put(
        "Recommendations, work, accounts",
        List.of(
            "watched",
            "watched_progress",
            "release_takers",
            "related_releases",
            "operations",
            "jobs",
            "accounts",
            "sign_ins",
            "refresh_tokens"));
    return families;
  }

  private void place() {
    var left = BETWEEN / 2;
    for (var family : FAMILIES.values()) {
      var top = TOP;
      for (var name : family) {
        var table = tables.get(name);
        if (table == null) {
          throw new IllegalStateException("the drawing knows a table that is not there: " + name);
        }
        var box = new Box(left, top, HEAD + LINE * table.fields().length + 4);
        boxes.put(name, box);
        top = box.bottom() + GAP;
      }
      left += WIDTH + BETWEEN;
    }
    var homeless = new ArrayList<>(tables.keySet());
    homeless.removeAll(boxes.keySet());
    if (!homeless.isEmpty()) {
      throw new IllegalStateException("give these tables a family in the drawing: " + homeless);
    }
  }

  private String svg() {
    var width = FAMILIES.size() * (WIDTH + BETWEEN);
    var height = boxes.values().stream().mapToInt(Box::bottom).max().orElse(TOP) + GAP;
    var parts = new ArrayList<String>();
    parts.add(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" role="img"
             aria-label="The tables of the schema episodal and their foreign keys">
        <style>
        text { font: 12px ui-monospace, "DejaVu Sans Mono", monospace; fill: #1f2328 }
        .family { font: bold 15px sans-serif } .table { font-weight: bold } .type { fill: #656d76 }
        .box { fill: #ffffff; stroke: #8c959f } .head { fill: #ddf4ff; stroke: #8c959f }
        .key { font-weight: bold; fill: #0550ae } .arrow { fill: none; stroke: #bf3989; stroke-width: 1.4 }
        </style>
        <defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
        <path d="M0 0 L8 4 L0 8 z" fill="#bf3989"/></marker></defs>
        <rect width="100%%" height="100%%" fill="#f6f8fa"/>\
        """
            .formatted(width, height, width));
    headings(parts);
    boxes.forEach((name, box) -> box(parts, Objects.requireNonNull(tables.get(name)), box));
    arrows(parts);
    parts.add("</svg>\n");
    return String.join("\n", parts);
  }

  private static void headings(List<String> parts) {
    var left = BETWEEN / 2;
    for (var family : FAMILIES.keySet()) {
      parts.add("<text class=\"family\" x=\"%d\" y=\"28\">%s</text>".formatted(left, family));
      left += WIDTH + BETWEEN;
    }
  }

  private static void box(List<String> parts, Table<?> table, Box box) {
    parts.add(rectangle("box", box.left, box.top, box.height));
    parts.add(rectangle("head", box.left, box.top, HEAD));
    parts.add(text("table", box.left + TEXT, box.top + LINE, table.getName()));
    var key = table.getPrimaryKey();
    var keys = key == null ? List.<String>of() : names(key.getFields());
    var row = 0;
    for (var field : table.fields()) {
      var baseline = box.middleOf(row++) + 4;
      var name = field.getName();
      parts.add(text(keys.contains(name) ? "key" : "name", box.left + TEXT, baseline, name));
      parts.add(
          "<text class=\"type\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
              .formatted(box.left + WIDTH - TEXT, baseline, type(field)));
    }
  }

  /** Arrows run beside the boxes of a family, each in a track of its own. */
  private void arrows(List<String> parts) {
    var track = 0;
    for (var table : boxes.keySet()) {
      var references =
          Objects.requireNonNull(tables.get(table)).getReferences().stream()
              .sorted((a, b) ->
                  names(a.getFields()).toString().compareTo(names(b.getFields()).toString()))
              .toList();
      for (var reference : references) {
        var from = Objects.requireNonNull(boxes.get(table));
        var target = reference.getKey().getTable();
        var to = Objects.requireNonNull(boxes.get(target.getName()));
        var start = from.middleOf(row(table, reference.getFields().getFirst()));
        var end = to.middleOf(row(target.getName(), reference.getKeyFields().getFirst()));
        var right = from.left + WIDTH;
        var turn = right + 8 + 6 * track++;
        parts.add(
            "<path class=\"arrow\" marker-end=\"url(#head)\" d=\"M%d %d H%d V%d H%d\"/>"
                .formatted(right, start, turn, end, right));
      }
    }
  }

  private int row(String table, TableField<?, ?> field) {
    return Objects.requireNonNull(tables.get(table)).indexOf(field.getName());
  }

  private static List<String> names(List<? extends Field<?>> fields) {
    return fields.stream().map(Field::getName).collect(Collectors.toList());
  }

  private static String type(Field<?> field) {
    var type =
        field
            .getDataType()
            .getCastTypeName(POSTGRES)
            .replaceFirst("timestamp(\\(\\d\\))? with time zone", "timestamptz");
    return field.getDataType().nullable() ? type + "?" : type;
  }

  private static String rectangle(String style, int left, int top, int height) {
    return "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/>"
        .formatted(style, left, top, WIDTH, height);
  }

  private static String text(String style, int left, int baseline, String text) {
    return "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>".formatted(style, left, baseline, text);
  }

  /** Where a table is drawn. */
  private record Box(int left, int top, int height) {
    int bottom() {
      return top + height;
    }

    int middleOf(int row) {
      return top + HEAD + LINE * row + LINE / 2;
    }
  }
}
