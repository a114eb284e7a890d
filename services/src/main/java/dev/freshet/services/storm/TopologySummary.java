package dev.freshet.services.storm;

/**
 * A topology as the cluster lists it.
 *
 * @param name the name that it was submitted under
 * @param status {@code ACTIVE}, {@code INACTIVE}, {@code KILLED}, {@code REBALANCING}
 * @param tasks how many tasks it has
 * @param workers how many workers it was assigned
 * @param uptimeSeconds since it was submitted, s
 * @param id the cluster's own name of it, as its log directory has it
 */
public record TopologySummary(String name, String status, int tasks, int workers, long uptimeSeconds, String id) {}
