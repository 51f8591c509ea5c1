// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.server;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.numbers.NumberRequest;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a numbers server does for each client: what a transport is given to serve.
 *
 * @param name the server's name
 * @param numbers picks the server's number, from 1 to 100, for each reply; called by several threads at once
 * @param end called when a number is out of range, to stop the server; {@code null} to go on
 * @param listener is told what happens
 */
public record NumberService(
        String name, IntSupplier numbers, @Nullable Runnable end, NumberListener listener)
        implements Function<Peer, ByteSession> {
    /** The name of a server that was given none. */
    public static final String DEFAULT_NAME = "Ada Server";

    /**
     * Makes a service.
     *
     * @param name the server's name
     * @param numbers picks the server's number
     * @param end called when a number is out of range, or {@code null}
     * @param listener is told what happens
     */
    public NumberService {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(numbers, "numbers");
        Objects.requireNonNull(listener, "listener");
    }

    /** {@return a number of 1 to 100 at random, all of them equally likely} */
    public static int randomNumber() {
        return ThreadLocalRandom.current().nextInt(NumberRequest.MIN_NUMBER, NumberRequest.MAX_NUMBER + 1);
    }

    @Override
    public ByteSession apply(Peer peer) {
        return new NumberServerSession(this, peer).conversation();
    }
}
