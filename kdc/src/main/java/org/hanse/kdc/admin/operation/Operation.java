package org.hanse.kdc.admin.operation;

import java.util.List;
import org.hanse.kdc.realm.RealmFailure;

/**
 * One thing that administrators can ask: what goes in, what comes out, which rights it needs, and how it is done. Immutable.
 *
 * @param <I> what is asked, closed: its form in JSON takes no other field
 * @param <O> the answer
 */
public final class Operation<I extends Record, O extends Record> {
    /** Which rights a request needs; all of them. */
    @FunctionalInterface
    interface Needs<I> {
        List<Need> of(I input);
    }

    /** How it is done. May throw the store's {@code StoreFault} and {@code StoreRefusal} too. */
    @FunctionalInterface
    interface Deed<I, O> {
        O in(Office office, I input) throws RealmFailure;
    }

    private final String path;
    private final String summary;
    private final boolean change;
    private final Form<I> input;
    private final Form<O> output;
    private final Needs<I> needs;
    private final Deed<I, O> deed;

    private Operation(
            String path,
            String summary,
            boolean change,
            Form<I> input,
            Form<O> output,
            Needs<I> needs,
            Deed<I, O> deed) {
        this.path = path;
        this.summary = summary;
        this.change = change;
        this.input = input;
        this.output = output;
        this.needs = needs;
        this.deed = deed;
    }

    static <I extends Record, O extends Record> Operation<I, O> reading(
            String path, String summary, Class<I> input, Class<O> output, Needs<I> needs, Deed<I, O> deed) {
        return new Operation<>(path, summary, false, Form.of(input), Form.of(output), needs, deed);
    }

    /** One that has an effect, which must not come twice when a request does. */
    static <I extends Record, O extends Record> Operation<I, O> changing(
            String path, String summary, Class<I> input, Class<O> output, Needs<I> needs, Deed<I, O> deed) {
        return new Operation<>(path, summary, true, Form.of(input), Form.of(output), needs, deed);
    }

    /** Such as {@code principal/add}: the words of the command, and where HTTP has it below {@code /admin/v1/}. */
    public String path() {
        return path;
    }

    /** One sentence. */
    public String summary() {
        return summary;
    }

    public boolean isChange() {
        return change;
    }

    public Form<I> input() {
        return input;
    }

    public Form<O> output() {
        return output;
    }

    public List<Need> needs(I asked) {
        return needs.of(asked);
    }

    /** @throws RealmFailure if the realm does not grant it; nothing is changed then */
    public O in(Office office, I asked) throws RealmFailure {
        return deed.in(office, asked);
    }
}
