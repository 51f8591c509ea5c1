// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.fernet;

import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetException;
import io.labnet.fernet.FernetKey;
import io.labnet.fernet.FernetToken;
import java.util.Arrays;
import java.util.Random;

/**
 * Tests whether the time to refuse a token reveals the position of the first wrong byte of its MAC. There is one token
 * for each position: all bytes of its MAC from this position to the end are wrong. Decrypts the tokens in random order,
 * and prints the median time for each position. If the comparison stopped at the first wrong byte, the times would
 * increase with the position.
 *
 * <p>Arguments: the number of attempts for each position, 200,000 by default.
 */
public final class MacTiming {
    private static final int MAC_BYTES = 32;

    private MacTiming() {}

    public static void main(String[] args) {
        int tries = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        Fernet fernet = Fernet.of(FernetKey.generate());
        String[] wrong = new String[MAC_BYTES];
        for (int place = 0; place < MAC_BYTES; place++) {
            wrong[place] = wrongFrom(fernet.encrypt(new byte[16]), place);
        }
        Random random = new Random(1);
        long[][] times = new long[MAC_BYTES][tries];
        int[] counts = new int[MAC_BYTES];
        measure(fernet, wrong, random, new long[MAC_BYTES][tries / 10], new int[MAC_BYTES]);
        measure(fernet, wrong, random, times, counts);
        print(times, counts);
    }

    private static void measure(Fernet fernet, String[] wrong, Random random, long[][] times, int[] counts) {
        int left = MAC_BYTES;
        while (left > 0) {
            int place = random.nextInt(MAC_BYTES);
            if (counts[place] == times[place].length) {
                continue;
            }
            long began = System.nanoTime();
            boolean refused = refuses(fernet, wrong[place]);
            long took = System.nanoTime() - began;
            if (!refused) {
                throw new IllegalStateException("a wrong MAC was accepted");
            }
            times[place][counts[place]++] = took;
            left -= counts[place] == times[place].length ? 1 : 0;
        }
    }

    private static void print(long[][] times, int[] counts) {
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int place = 0; place < MAC_BYTES; place++) {
            Arrays.sort(times[place]);
            long median = times[place][counts[place] / 2];
            System.out.printf("first wrong byte %2d: median %d ns%n", place, median);
            least = Math.min(least, median);
            most = Math.max(most, median);
        }
        System.out.printf(
                "medians from %d to %d ns; correlation with the place %.2f%n", least, most, correlation(times));
    }

    /**
     * Returns the correlation of median time and position, -1 to 1; near 0 if the time does not reveal the position.
     */
    private static double correlation(long[][] times) {
        double meanPlace = (MAC_BYTES - 1) / 2.0;
        double meanTime =
                Arrays.stream(times).mapToLong(t -> t[t.length / 2]).average().orElseThrow();
        double both = 0;
        double places = 0;
        double medians = 0;
        for (int place = 0; place < MAC_BYTES; place++) {
            double time = times[place][times[place].length / 2] - meanTime;
            both += (place - meanPlace) * time;
            places += (place - meanPlace) * (place - meanPlace);
            medians += time * time;
        }
        return medians == 0 ? 0 : both / Math.sqrt(places * medians);
    }

    private static boolean refuses(Fernet fernet, String token) {
        try {
            fernet.decrypt(token);
            return false;
        } catch (FernetException e) {
            return true;
        }
    }

    private static String wrongFrom(String token, int place) {
        byte[] bytes = FernetToken.parse(token).bytes();
        for (int i = bytes.length - MAC_BYTES + place; i < bytes.length; i++) {
            bytes[i] ^= 0x55;
        }
        return FernetToken.of(bytes).text();
    }
}
