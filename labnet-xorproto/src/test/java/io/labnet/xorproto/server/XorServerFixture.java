// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.core.session.Peer;
import io.labnet.testkit.ConversationDriver;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.XorData;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorPacketCodec;
import io.labnet.xorproto.XorResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The shared fixture of server tests: a conversation, its stored scores and its events. */
abstract class XorServerFixture {
    static final long STUDENT = 20201234;
    static final String TEXT = "hello, KAIST network lab 2020!";
    static final ChecksumForm SWAPPED = ChecksumForm.BYTE_SWAPPED;
    static final XorPacketCodec SWAPPED_CODEC = XorPacketCodec.of(SWAPPED);
    static final XorPacket SUBMIT = new XorPacket(true, "sbmt", STUDENT);
    static final XorPacket TEST = new XorPacket(true, "test", STUDENT);
    static final String REGISTERED = " & YOUR POINTS ARE REGISTERED ON DATABASE";

    final List<String> stored = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    final ScoreRegister register = (student, points) -> {
        stored.add(student + ": " + points);
        return points;
    };

    @SuppressWarnings({"unchecked", "DoNotCallSuggester"}) // It always throws.
    static <T extends Throwable> void raise(Throwable failure) throws T {
        throw (T) failure;
    }

    /** Sends packets one by one to a server of {@link #TEXT}. */
    ConversationDriver run(ScoreRegister scores, XorPacket... packets) {
        return serve(TEXT.getBytes(StandardCharsets.US_ASCII), scores).arrive(SWAPPED_CODEC, packets);
    }

    ConversationDriver serve(byte[] text, ScoreRegister scores) {
        return serve(XorText.of(text), scores);
    }

    ConversationDriver serve(XorText text, ScoreRegister scores) {
        return serve(new XorTask(text, () -> "tree", scores), new Told());
    }

    ConversationDriver serve(byte[] text, ScoreRegister scores, ScoreQueue queue) {
        return serve(new XorTask(XorText.of(text), () -> "tree", scores), new Told(), queue);
    }

    /** Scores are stored immediately, by this thread. */
    static ConversationDriver serve(XorTask task, XorListener listener) {
        return serve(task, listener, new ScoreQueue(new ImmediateThreads()));
    }

    static ConversationDriver serve(XorTask task, XorListener listener, ScoreQueue queue) {
        Peer peer = new Peer("127.0.0.1", 48528);
        return new ConversationDriver(new XorService(task, listener, queue).apply(peer));
    }

    /** The message of the last packet. */
    static XorResult result(ConversationDriver wire) {
        return result(wire, SWAPPED_CODEC);
    }

    static XorResult result(ConversationDriver wire, XorPacketCodec codec) {
        List<XorPacket> packets = wire.messages(codec);
        return XorResult.of(packets.get(packets.size() - 1));
    }

    static XorPacket packet(boolean last, String data) {
        return new XorPacket(last, "tree", STUDENT, XorData.of(data));
    }

    static byte[] text(int length) {
        byte[] text = new byte[length];
        new Random(length).nextBytes(text);
        return text;
    }

    private static final class ImmediateThreads extends ThreadPoolExecutor {
        ImmediateThreads() {
            super(0, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>());
        }

        @Override
        public void execute(Runnable work) {
            work.run();
        }
    }

    final class Told implements XorListener {
        @Override
        public void requested(Peer peer, XorPacket request, String key) {
            told.add("requested " + request.sid() + " " + key);
        }

        @Override
        public void replied(Peer peer, @Nullable XorPacket request, XorResult result) {
            told.add("replied " + (request == null ? null : request.sid()) + " " + result.keyword() + " "
                    + result.score());
        }

        @Override
        public void clientLost(Peer peer, XorPacket request, int score) {
            told.add("lost " + request.sid() + " " + score);
        }

        @Override
        public void notStored(Peer peer, XorPacket request, int score, Throwable cause) {
            told.add(
                    "not stored " + request.sid() + " " + score + " " + cause.getMessage() + " by " + cause.getCause());
        }
    }
}
