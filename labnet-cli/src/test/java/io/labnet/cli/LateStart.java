// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import io.labnet.cli.command.ListenOptions;
import io.labnet.cli.command.Program;
import io.labnet.cli.process.OrderlyEnd;
import io.labnet.core.session.ByteSession;
import io.labnet.core.transport.Endpoint;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A program that begins its work only when the process is ending already, which waits for what comes of that. */
@Command(name = "late")
final class LateStart implements Callable<Integer> {
    /** What is begun. */
    enum Begun {
        SERVER,
        CLEAN_UP,
        WORK_THAT_FAILS
    }

    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile boolean awake;

    @Mixin
    private final ListenOptions listen = new ListenOptions(4000, Duration.ofSeconds(30));

    @Parameters
    private Begun begun = Begun.SERVER;

    public static void main(String[] args) {
        Program.main(new LateStart(), args);
    }

    @Override
    public Integer call() throws Exception {
        Thread starting = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitTheStart(starting)));
        System.out.println("ready");
        ending.await();
        awake = true;
        switch (begun) {
            case SERVER -> listen.serve(Endpoint.loopback(0), peer -> noSession());
            case CLEAN_UP -> OrderlyEnd.begin(Duration.ofSeconds(1)).close();
            case WORK_THAT_FAILS -> throw new IllegalStateException("Shutdown in progress");
        }
        return 0;
    }

    /** Holds the end up until the program waits for it, or has ended by itself. */
    private void awaitTheStart(Thread starting) {
        ending.countDown();
        while (!awake || starting.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
    }

    private static ByteSession noSession() {
        throw new AssertionError("nobody connects");
    }
}
