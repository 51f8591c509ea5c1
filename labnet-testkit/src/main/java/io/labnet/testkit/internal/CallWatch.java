// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.labnet.testkit.DecoderContract;
import io.labnet.testkit.internal.Input.Part;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * An extension that runs the tests of a contract in daemon threads, and fails a test in which a call of the decoder
 * does not return. The thread of such a call can't be stopped, so further tests of the class are skipped.
 */
public final class CallWatch implements InvocationInterceptor {
    private static final Set<Class<?>> STUCK = ConcurrentHashMap.newKeySet();
    private static final long POLL_MILLIS = 100;

    private final Supplier<Duration> timeout;

    /** Incremented when a call begins and when it returns, so it is odd during a call. */
    private final AtomicLong calls = new AtomicLong();

    private volatile List<Part> input = List.of();

    /**
     * Watches calls.
     *
     * @param timeout how long a call may take
     */
    public CallWatch(Supplier<Duration> timeout) {
        this.timeout = timeout;
    }

    /** Sets the input of the following calls. */
    void setInput(List<Part> parts) {
        input = parts;
    }

    void callBegins() {
        calls.incrementAndGet();
    }

    void callReturns() {
        calls.incrementAndGet();
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> context,
            ExtensionContext extension)
            throws Throwable {
        if (!isOfContract(context.getExecutable())) {
            invocation.proceed();
            return;
        }
        Class<?> suite = extension.getRequiredTestClass();
        assumeFalse(STUCK.contains(suite), "not run: a call of this decoder did not return in another test");
        CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> end.complete(failure(invocation)), "decoder contract");
        thread.setDaemon(true);
        thread.start();
        Throwable failure;
        try {
            failure = await(end, thread);
        } catch (Violation stuck) {
            STUCK.add(suite);
            throw stuck.toFailure(input);
        } finally {
            thread.interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Returns whether a test belongs to the contract: a subclass may add tests of its own. */
    private static boolean isOfContract(Method test) {
        return test.getDeclaringClass().getPackageName().equals(DecoderContract.class.getPackageName());
    }

    private static @Nullable Throwable failure(Invocation<@Nullable Void> invocation) {
        try {
            invocation.proceed();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private @Nullable Throwable await(CompletableFuture<@Nullable Throwable> end, Thread thread) throws Exception {
        long seen = 0;
        long since = System.nanoTime();
        while (true) {
            try {
                return end.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                long now = calls.get();
                if (now != seen || now % 2 == 0) {
                    seen = now;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > timeout.get().toNanos()) {
                    throw stuck(thread);
                }
            }
        }
    }

    private Violation stuck(Thread thread) {
        return new Violation(
                Rule.RETURNS,
                "a message, null or a ProtocolException",
                "the call with the last bytes had not returned after "
                        + timeout.get().toMillis() + " ms; it is" + Violation.place(thread.getStackTrace()));
    }
}
