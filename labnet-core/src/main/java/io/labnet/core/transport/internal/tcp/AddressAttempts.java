// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tcp;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Tries the addresses of a host name one after another until one connects. */
public final class AddressAttempts {
    /** Connects to one address. */
    public interface Attempt<T> {
        T connect(InetAddress address, Duration timeout) throws IOException;
    }

    /** Resolves host names. */
    public interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final String host;
    private final List<InetAddress> addresses;
    private final LongSupplier clock;

    /** Creates attempts. The clock counts nanoseconds from any origin. */
    public AddressAttempts(String host, List<InetAddress> addresses, LongSupplier clock) {
        this.host = host;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** Returns the addresses of a host, at least one. */
    public static List<InetAddress> resolve(String host, Resolver resolver) throws UnknownHostException {
        try {
            return List.of(resolver.addresses(host));
        } catch (UnknownHostException e) {
            UnknownHostException unknown = new UnknownHostException("unknown host " + host);
            unknown.initCause(e);
            throw unknown;
        }
    }

    /**
     * Connects to the first address that answers. Each address gets an equal share of the remaining time; an address
     * that fails early leaves the rest of its share to the others.
     *
     * @throws SocketTimeoutException if none connected, and at least one did not answer in time
     * @throws ConnectException if all failed for other reasons
     */
    public <T> T connect(Duration timeout, Attempt<T> attempt) throws IOException {
        Map<InetAddress, IOException> failures = new LinkedHashMap<>();
        long began = clock.getAsLong();
        int untried = addresses.size();
        for (InetAddress address : addresses) {
            Duration left = timeout.minusNanos(clock.getAsLong() - began).dividedBy(untried--);
            try {
                return attempt.connect(address, left);
            } catch (IOException e) {
                failures.put(address, e);
            }
        }
        throw failure(failures);
    }

    private IOException failure(Map<InetAddress, IOException> failures) {
        IOException last = List.copyOf(failures.values()).get(failures.size() - 1);
        if (failures.size() == 1 && addresses.get(0).getHostAddress().equals(host)) {
            // If the host is an address literal, the message already contains the address.
            return last;
        }
        boolean late = failures.values().stream().anyMatch(SocketTimeoutException.class::isInstance);
        String problem = problem(failures);
        IOException failure = late ? new SocketTimeoutException(problem) : new ConnectException(problem);
        failures.values().forEach(failure::addSuppressed);
        failure.initCause(last);
        return failure;
    }

    private static String problem(Map<InetAddress, IOException> failures) {
        Set<String> reasons =
                failures.values().stream().map(AddressAttempts::reason).collect(Collectors.toSet());
        if (reasons.size() == 1) {
            return reasons.iterator().next()
                    + failures.keySet().stream()
                            .map(InetAddress::getHostAddress)
                            .collect(Collectors.joining(", ", " (tried ", ")"));
        }
        return failures.entrySet().stream()
                .map(tried -> tried.getKey().getHostAddress() + " (" + reason(tried.getValue()) + ")")
                .collect(Collectors.joining(", ", "tried ", ""));
    }

    private static String reason(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
