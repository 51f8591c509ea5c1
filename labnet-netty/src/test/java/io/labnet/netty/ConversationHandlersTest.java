// SPDX-License-Identifier: Apache-2.0
package io.labnet.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Protocol;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.transport.ServerOptions;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The handler in an embedded channel, whose loop and clock are driven by the test. */
class ConversationHandlersTest {
    private static final Protocol<String, String> LINES =
            Lines.lf().framing(1_000).protocol("lines");

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<String> events = new ArrayList<>();

    ConversationHandlersTest() {
        channel.freezeTime();
    }

    @AfterEach
    void releaseAll() {
        channel.finishAndReleaseAll();
    }

    @Test
    void channelRead_anyCuts_answersEachLine() {
        start(new Echo(), ServerOptions.defaults());
        receive("on");
        receive("e\ntw");
        receive("");
        receive("o\n");
        assertThat(sent()).isEqualTo("one\ntwo\n");
    }

    @Test
    void channelRead_messageOfAnotherKind_isPassedOn() {
        start(new Echo(), ServerOptions.defaults());
        assertThat(channel.writeInbound("no bytes")).isTrue();
        assertThat(channel.<String>readInbound()).isEqualTo("no bytes");
    }

    @Test
    void sessionWorks_channelReadsNothing() {
        List<Runnable> work = new ArrayList<>();
        start(
                (line, out) ->
                        out.work(() -> line, (result, reply) -> reply.send(result), (failure, reply) -> reply.abort()),
                ServerOptions.defaults().withWorkers(work::add));
        receive("slow\n");
        assertThat(channel.config().isAutoRead()).isTrue();
        String line = "x".repeat(600) + "\n";
        // At most one message of the largest size is read ahead.
        receive(line + line);
        assertThat(channel.config().isAutoRead()).isFalse();
        // Some handlers pass on what they had read before.
        receive("last\n");
        while (!work.isEmpty()) {
            work.remove(0).run();
            channel.runPendingTasks();
        }
        assertThat(sent()).isEqualTo("slow\n" + line + line + "last\n");
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void channelNotWritable_outputWaits() {
        start(new Echo(), ServerOptions.defaults());
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        receive("later\n");
        assertThat(sent()).isEmpty();
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        channel.runPendingTasks();
        assertThat(sent()).isEqualTo("later\n");
    }

    @Test
    void inputShutdown_endsInputAndClosesInOrder() {
        start(new Echo(), ServerOptions.defaults());
        receive("last\n");
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        channel.runPendingTasks();
        assertThat(sent()).isEqualTo("last\n");
        assertThat(events).containsExactly("opened", "input ended", "closed");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void silence_timesOut() {
        start(new Echo(), ServerOptions.defaults().withIdle(Duration.ofSeconds(5)));
        channel.advanceTimeBy(4, TimeUnit.SECONDS);
        runDue();
        assertThat(channel.isOpen()).isTrue();
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        runDue();
        assertThat(channel.isOpen()).isFalse();
        assertThat(events).containsExactly("opened", "timed out", "closed");
    }

    @Test
    void incompleteMessage_missesItsDeadline() {
        start(new Echo(), ServerOptions.defaults().withMessageDeadline(Duration.ofSeconds(2)));
        receive("unfinish");
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        receive("ed");
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        runDue();
        assertThat(events).contains("timed out");
    }

    @Test
    void pause_isReportedAfterTheQuietTime() {
        start(new Echo(), ServerOptions.defaults(), LINES.withPauses(true));
        receive("half a line");
        channel.advanceTimeBy(60, TimeUnit.MILLISECONDS);
        runDue();
        receive(", and the rest\n");
        assertThat(sent()).isEqualTo("half a line, and the rest\n");
    }

    @Test
    void exceptionCaught_breaksTheConversation() {
        start(new Echo(), ServerOptions.defaults());
        channel.pipeline().fireExceptionCaught(new IOException("cut"));
        channel.runPendingTasks();
        assertThat(events).containsExactly("opened", "closed");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void close_byOthers_breaksTheConversation() {
        start(new Echo(), ServerOptions.defaults());
        Future<?> unused = channel.close();
        channel.runPendingTasks();
        assertThat(events).containsExactly("opened", "closed");
    }

    @Test
    void remove_breaksTheConversation() {
        start(new Echo(), ServerOptions.defaults());
        channel.pipeline().removeLast();
        channel.runPendingTasks();
        assertThat(events).containsExactly("opened", "closed");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void stop_endsAllConversations() {
        ConversationHandlers handlers = start(new Echo(), ServerOptions.defaults());
        receive("answered\n");
        CompletionStage<Void> stopped = handlers.stop(Duration.ofSeconds(1));
        runDue();
        assertThat(sent()).isEqualTo("answered\n");
        assertThat(channel.isOpen()).isFalse();
        assertThat(stopped.toCompletableFuture()).isCompleted();
    }

    @Test
    void stop_inputInEachPoll_endsAfterTheDrain() {
        ConversationHandlers handlers = start(new Echo(), ServerOptions.defaults());
        CompletionStage<Void> stopped = handlers.stop(Duration.ofNanos(20));
        for (int i = 0; i < 100 && channel.isOpen(); i++) {
            channel.advanceTimeBy(1, TimeUnit.NANOSECONDS);
            receive("endless");
        }
        assertThat(stopped.toCompletableFuture()).isCompleted();
    }

    @Test
    void create_afterStop_closesTheChannel() {
        ConversationHandlers handlers = handlers(new Echo(), ServerOptions.defaults(), LINES);
        handlers.stop(Duration.ZERO);
        runDue();
        channel.pipeline().addLast(handlers.create());
        assertThat(channel.isOpen()).isFalse();
        assertThat(events).isEmpty();
    }

    @Test
    void groupShutDownFirst_handlersStop() {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        ConversationHandlers handlers = new ConversationHandlers(
                group, peer -> new Conversation<>(LINES, new Echo()), ServerOptions.defaults());
        group.shutdownGracefully(0, 60, TimeUnit.SECONDS).awaitUninterruptibly();
        assertThat(handlers.stop(Duration.ofMinutes(1)).toCompletableFuture()).succeedsWithin(Duration.ofMinutes(1));
    }

    private ConversationHandlers start(Session<String, String> session, ServerOptions options) {
        return start(session, options, LINES);
    }

    private ConversationHandlers start(
            Session<String, String> session, ServerOptions options, Protocol<String, String> protocol) {
        ConversationHandlers handlers = handlers(session, options, protocol);
        channel.pipeline().addLast(handlers.create());
        channel.runPendingTasks();
        return handlers;
    }

    private ConversationHandlers handlers(
            Session<String, String> session, ServerOptions options, Protocol<String, String> protocol) {
        return new ConversationHandlers(channel.eventLoop(), peer -> new Conversation<>(protocol, session), options);
    }

    private void receive(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }

    /** Runs the tasks that are due, and those that they schedule for the next nanosecond. */
    private void runDue() {
        channel.runPendingTasks();
        for (int i = 0; i < 4; i++) {
            channel.advanceTimeBy(1, TimeUnit.NANOSECONDS);
            channel.runPendingTasks();
        }
    }

    private String sent() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            text.append(next.toString(StandardCharsets.UTF_8));
            next.release();
        }
        return text.toString();
    }

    private final class Echo implements Session<String, String> {
        @Override
        public void opened(Outbox<String> out) {
            events.add("opened");
        }

        @Override
        public void received(String line, Outbox<String> out) {
            out.send(line);
        }

        @Override
        public void inputEnded(Outbox<String> out) {
            events.add("input ended");
            out.finish();
        }

        @Override
        public void timedOut(Outbox<String> out) {
            events.add("timed out");
            out.finish();
        }

        @Override
        public void closed() {
            events.add("closed");
        }
    }
}
