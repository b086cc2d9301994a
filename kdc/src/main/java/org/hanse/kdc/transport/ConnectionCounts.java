package org.hanse.kdc.transport;

/**
 * What became of a port's connections.
 *
 * @param open at this moment
 * @param accepted ever
 * @param evicted closed because a newcomer needed the room, or they all together kept too many octets
 * @param overdue closed because a request took too long, or they were silent for too long
 */
public record ConnectionCounts(int open, long accepted, long evicted, long overdue) {
    public static final ConnectionCounts NONE = new ConnectionCounts(0, 0, 0, 0);
}
