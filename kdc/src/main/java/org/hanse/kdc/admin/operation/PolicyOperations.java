package org.hanse.kdc.admin.operation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hanse.kdc.principal.Policy;
import org.hanse.kdc.realm.Right;

/** What can be asked about policies. Rights to them are those of lines without a target, as with kadmin. */
public final class PolicyOperations {
    private PolicyOperations() {}

    /** A policy; a limit that is left out is none, in a change one that stays. */
    public record Limits(String name, Optional<Duration> maxLife, Optional<Duration> maxRenew) {
        static Limits of(Policy policy) {
            return new Limits(policy.name(), policy.maxLife(), policy.maxRenew());
        }
    }

    public record All(List<Limits> policies) {
        public All {
            policies = List.copyOf(policies);
        }
    }

    public static final Operation<Limits, Limits> ADD = Operation.changing(
            "policy/add",
            "Add a policy.",
            Limits.class,
            Limits.class,
            asked -> List.of(Need.of(Right.ADD)),
            (office, asked) -> Limits.of(office.policies().add(asked.name(), asked.maxLife(), asked.maxRenew())));

    public static final Operation<Limits, Limits> MODIFY = Operation.changing(
            "policy/modify",
            "Change a policy.",
            Limits.class,
            Limits.class,
            asked -> List.of(Need.of(Right.MODIFY)),
            (office, asked) -> Limits.of(office.policies().modify(asked.name(), asked.maxLife(), asked.maxRenew())));

    public static final Operation<Named, Named> DELETE = Operation.changing(
            "policy/delete",
            "Delete a policy that no principal has.",
            Named.class,
            Named.class,
            asked -> List.of(Need.of(Right.DELETE)),
            (office, asked) -> {
                office.policies().delete(asked.name());
                return asked;
            });

    public static final Operation<Named, Limits> SHOW = Operation.reading(
            "policy/show",
            "Show a policy.",
            Named.class,
            Limits.class,
            asked -> List.of(Need.of(Right.INQUIRE)),
            (office, asked) -> Limits.of(office.policies().get(asked.name())));

    public static final Operation<Nothing, All> LIST = Operation.reading(
            "policy/list",
            "List all policies.",
            Nothing.class,
            All.class,
            asked -> List.of(Need.of(Right.LIST)),
            (office, asked) ->
                    new All(office.policies().all().stream().map(Limits::of).toList()));
}
