// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.address;

import io.labnet.core.codec.EscapedText;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A set of IP addresses: single addresses and networks, such as {@code 192.0.2.7}, {@code 10.0.0.0/8} and
 * {@code 2001:db8::/32}. Immutable. A look-up takes time in the logarithm of the number of entries.
 */
public final class AddressSet {
    private static final AddressSet NONE = new AddressSet(new TreeMap<>());

    private static final int MAX_ENTRY_CHARS = 80;

    /**
     * Disjoint ranges: the first address of each, and its last. As numbers, the IPv4 addresses come after all IPv6
     * addresses.
     */
    private final NavigableMap<BigInteger, BigInteger> ranges;

    private AddressSet(NavigableMap<BigInteger, BigInteger> ranges) {
        this.ranges = ranges;
    }

    /**
     * Returns the empty set.
     *
     * @return a set without addresses
     */
    public static AddressSet none() {
        return NONE;
    }

    /**
     * Creates a set.
     *
     * @param entries addresses and networks; white space around each is ignored
     * @return the set
     * @throws IllegalArgumentException if an entry is neither an address nor a network; the message says why
     */
    public static AddressSet of(Collection<String> entries) {
        NavigableMap<BigInteger, BigInteger> all = new TreeMap<>();
        entries.forEach(entry -> add(all, entry.strip()));
        return merged(all);
    }

    /**
     * Parses a text with one address or network per line. A {@code #} begins a comment, which lasts until the end of
     * its line. Blank lines are ignored, and so is a byte order mark at the beginning, which some editors write.
     *
     * @param text the text
     * @return the set, empty if the text has no entry
     * @throws IllegalArgumentException if an entry is neither an address nor a network; the message begins with the
     *     number of the line, such as {@code line 3: }
     */
    public static AddressSet parse(String text) {
        NavigableMap<BigInteger, BigInteger> all = new TreeMap<>();
        List<String> lines =
                (text.startsWith("\ufeff") ? text.substring(1) : text).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String entry = lines.get(i).replaceFirst("#.*", "").strip();
            try {
                if (!entry.isEmpty()) {
                    add(all, entry);
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return merged(all);
    }

    private static void add(Map<BigInteger, BigInteger> ranges, String entry) {
        int slash = entry.indexOf('/');
        InetAddress address = IpAddress.parse(slash < 0 ? entry : entry.substring(0, slash));
        String shown = "'" + EscapedText.of(entry, MAX_ENTRY_CHARS) + "'";
        if (address == null) {
            throw new IllegalArgumentException(
                    shown + " is neither an IP address nor a network such as 10.0.0.0/8 or 2001:db8::/32");
        }
        int bits = address.getAddress().length * Byte.SIZE;
        int prefix = slash < 0 ? bits : prefix(entry.substring(slash + 1), bits);
        if (prefix < 0) {
            throw new IllegalArgumentException(shown + ": the number after '/' must be 0 to " + bits);
        }
        BigInteger first = number(address);
        BigInteger others = BigInteger.ONE.shiftLeft(bits - prefix).subtract(BigInteger.ONE);
        if (first.and(others).signum() != 0) {
            throw new IllegalArgumentException(shown + ": only the first " + prefix
                    + " bits of the address may be set; for one address, omit '/" + prefix + "'");
        }
        ranges.merge(first, first.or(others), BigInteger::max);
    }

    /** Returns the length of a prefix; -1 if it is not a number from 0 to {@code most}. */
    private static int prefix(String text, int most) {
        return text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= most ? Integer.parseInt(text) : -1;
    }

    private static BigInteger number(InetAddress address) {
        byte[] bytes = address.getAddress();
        BigInteger number = new BigInteger(1, bytes);
        return bytes.length == 4 ? number.setBit(128) : number;
    }

    /** Omits the networks that lie in another network. Two networks never overlap otherwise. */
    private static AddressSet merged(NavigableMap<BigInteger, BigInteger> all) {
        BigInteger last = BigInteger.ONE.negate();
        NavigableMap<BigInteger, BigInteger> ranges = new TreeMap<>();
        for (Map.Entry<BigInteger, BigInteger> range : all.entrySet()) {
            if (range.getValue().compareTo(last) > 0) {
                ranges.put(range.getKey(), range.getValue());
                last = range.getValue();
            }
        }
        return new AddressSet(ranges);
    }

    /**
     * Returns whether this set has no addresses.
     *
     * @return whether it is empty
     */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /**
     * Returns whether this set contains an address.
     *
     * @param host the address as text, such as {@link io.labnet.core.session.Peer#host}; a zone after {@code %} is
     *     ignored
     * @return whether it contains the address; {@code false} for a text that is no IP address, such as a path
     */
    public boolean contains(String host) {
        if (ranges.isEmpty()) {
            return false;
        }
        int zone = host.indexOf('%');
        InetAddress address = IpAddress.parse(zone < 0 ? host : host.substring(0, zone));
        if (address == null) {
            return false;
        }
        BigInteger number = number(address);
        Map.Entry<BigInteger, BigInteger> range = ranges.floorEntry(number);
        return range != null && range.getValue().compareTo(number) >= 0;
    }
}
