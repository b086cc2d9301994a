package org.hanse.bench.load;

/** When the next request is due. */
public sealed interface Pace {
    /** Whenever one of so many clients has its answer: how much a server can do. */
    record Window(int clients) implements Pace {}

    /**
     * At fixed moments, whether the server keeps up or not: how long clients wait. Waiting counts from the moment that a request was
     * due, so that a server that stalls cannot hide it by keeping the generator from asking.
     *
     * @param precise to the microsecond, at the price of a whole core; else to the millisecond, for loads whose latencies nobody asks for
     */
    record Rate(double perSecond, boolean precise) implements Pace {}
}
