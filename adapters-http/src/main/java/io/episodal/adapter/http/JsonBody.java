package io.episodal.adapter.http;

import io.episodal.domain.shared.Change;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object of a request, read member by member. Faults are collected, not thrown: {@link
 * #build} makes a command of the members and refuses with the faults of both at once. Not
 * thread-safe; lives for one request.
 */
final class JsonBody {
  private final Map<?, ?> members;
  private final String prefix;
  private final Faults faults;
  private final Set<String> known = new HashSet<>();

  JsonBody(Map<?, ?> members, String prefix, Faults faults) {
    this.members = members;
    this.prefix = prefix;
    this.faults = faults;
  }

  /** The body of a request; malformed unless it is a JSON object. */
  static JsonBody of(@Nullable Object json) {
    if (!(json instanceof Map<?, ?> object)) {
      throw Refusal.malformed("The body must be a JSON object");
    }
    return new JsonBody(object, "", new Faults(Fault.Place.BODY));
  }

  /**
   * What {@code making} makes of the members that it reads; refused with every fault of the body:
   * its types, its members that nobody knows, and what the domain finds.
   */
  <T> T build(Supplier<T> making) {
    return faults.build(() -> {
      try {
        return making.get();
      } finally {
        refuseUnknown();
      }
    });
  }

  /** A member that must be there. */
  <T> T required(String member, JsonKind<T> kind) {
    known.add(member);
    if (!members.containsKey(member)) {
      faults.invalid(prefix + member, "is required");
      return kind.placeholder();
    }
    return kind.read(members.get(member), prefix + member, faults);
  }

  /** A member that may be absent or null. */
  <T> @Nullable T optional(String member, JsonKind<T> kind) {
    known.add(member);
    var value = members.get(member);
    return value == null ? null : kind.read(value, prefix + member, faults);
  }

  /** A member that may be absent or null and then means {@code usual}. */
  <T> T optional(String member, JsonKind<T> kind, T usual) {
    var value = optional(member, kind);
    return value == null ? usual : value;
  }

  /** A member of a partial update: absent keeps, null clears. */
  <T> Change<T> change(String member, JsonKind<T> kind) {
    known.add(member);
    if (!members.containsKey(member)) {
      return Change.keep();
    }
    var value = members.get(member);
    return value == null ? Change.clear() : Change.set(kind.read(value, prefix + member, faults));
  }

  /** A member of a partial update that cannot be cleared: absent keeps, null is refused. */
  <T> Change<T> replacement(String member, JsonKind<T> kind) {
    known.add(member);
    return members.containsKey(member)
        ? Change.set(kind.read(members.get(member), prefix + member, faults))
        : Change.keep();
  }

  /** Tells of every member that nothing has asked for. */
  void refuseUnknown() {
    for (var name : members.keySet()) {
      var member = String.valueOf(name);
      if (!known.contains(member)) {
        faults.invalid(prefix + escaped(member), "is not known here");
      }
    }
  }

  /** A member name as a segment of a JSON pointer. */
  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
