// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Explanation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Peer;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.session.Session;
import io.labnet.crds.CrdsCommand;
import io.labnet.crds.CrdsCommand.DeleteRoom;
import io.labnet.crds.CrdsCommand.FindRoom;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.CrdsProtocol;
import io.labnet.crds.CrdsReply;
import io.labnet.crds.CrdsReply.ListingHead;
import io.labnet.crds.FindReply;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.RoomRefusal;
import io.labnet.crds.directory.CreateResult;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of a conversation. Commands are executed in order, one at a time. If a command that has no reply is
 * refused or fails, the conversation continues. If the directory fails for a command that has a reply, the conversation
 * ends, because the protocol has no error reply.
 */
final class CrdsServerSession implements Session<CrdsCommand, CrdsReply> {
    private final CrdsService service;
    private final Peer peer;
    private final ByteSession conversation;

    /**
     * The reason why the last command was refused, for the line that explains it; empty if the command was not refused.
     */
    private String refused = "";

    /** The listing that is being sent, or {@code null} if there is none. */
    private @Nullable ListingPieces listing;

    CrdsServerSession(CrdsService service, Peer peer) {
        this.service = service;
        this.peer = Objects.requireNonNull(peer, "peer");
        this.conversation = new Conversation<>(CrdsProtocol.server(), this);
    }

    /** Returns the conversation of this session. */
    ByteSession conversation() {
        return conversation;
    }

    @Override
    public void opened(Outbox<CrdsReply> out) {
        service.listener().connected(peer);
    }

    @Override
    public void received(CrdsCommand command, Outbox<CrdsReply> out) {
        refused = "";
        switch (command.verb()) {
            case GETDIR -> list(out);
            case MAKEROOM -> make((MakeRoom) command, out);
            case DELETEROOM -> delete(((DeleteRoom) command).name(), out);
            case CHAT -> find(((FindRoom) command).name(), out);
        }
    }

    @Override
    public void drained(Outbox<CrdsReply> out) {
        ListingPieces pieces = listing;
        if (pieces != null) {
            callDirectory(pieces::more, this::sendPieces, Outbox::abort, out);
        }
    }

    @Override
    public void rejected(ProtocolException problem, Outbox<CrdsReply> out) {
        finish(problem.getMessage(), out);
    }

    @Override
    public void timedOut(Outbox<CrdsReply> out) {
        String incomplete = conversation.incomplete();
        finish(incomplete == null ? "no command came in time" : incomplete, out);
    }

    /** Stops reading commands until the current listing has been sent. */
    @Override
    public ReadPolicy readPolicy() {
        return listing == null ? ReadPolicy.UNLESS_BEHIND : ReadPolicy.NOT_NOW;
    }

    @Override
    public void closed() {
        listing = null;
        service.listener().disconnected(peer);
    }

    private void list(Outbox<CrdsReply> out) {
        Callable<ListingPieces> begin =
                () -> new ListingPieces(service.directory().listing());
        callDirectory(begin, this::beginListing, this::fail, out);
    }

    /** Sends the head of the listing and, in the same write, the first pieces, which have already been read. */
    private void beginListing(ListingPieces pieces, Outbox<CrdsReply> out) {
        service.listener().listed(peer, pieces.byteLength());
        out.send(new ListingHead(pieces.byteLength()));
        listing = pieces;
        sendPieces(pieces, out);
    }

    private void sendPieces(ListingPieces pieces, Outbox<CrdsReply> out) {
        pieces.take().forEach(out::send);
        if (pieces.ended()) {
            listing = null;
        }
    }

    private void make(MakeRoom command, Outbox<CrdsReply> out) {
        RoomRefusal invalid = command.refusal();
        if (invalid != null) {
            refuse(command, invalid);
            return;
        }
        Room room = command.room();
        callDirectory(
                () -> service.directory().create(room),
                (result, then) -> {
                    if (result.succeeded()) {
                        service.listener().roomCreated(peer, room, result == CreateResult.REPLACED);
                    } else {
                        refuse(command, result.refusal());
                    }
                },
                then -> refuse(command, RoomRefusal.DIRECTORY_FAILED),
                out);
    }

    private void refuse(MakeRoom command, RoomRefusal refusal) {
        if (service.explain()) {
            refused = "; the room before it was refused: " + refusal.explain(command);
        }
        service.listener().roomRefused(peer, command, refusal);
    }

    private void fail(Outbox<CrdsReply> out) {
        finish("the directory failed", out);
    }

    /** Ends the conversation because of a client's mistake or a failure. */
    private void finish(@Nullable String why, Outbox<CrdsReply> out) {
        if (service.explain()) {
            Explanation.finish(why + refused, out, this);
        } else {
            out.finish();
        }
    }

    private void delete(String name, Outbox<CrdsReply> out) {
        if (!Room.isName(name)) {
            service.listener().roomDeleted(peer, name, false);
            return;
        }
        callDirectory(
                () -> service.directory().delete(name),
                (existed, then) -> service.listener().roomDeleted(peer, name, existed),
                then -> {},
                out);
    }

    private void find(String name, Outbox<CrdsReply> out) {
        if (Room.isName(name)) {
            callDirectory(
                    () -> service.directory().find(name),
                    (address, then) -> reply(name, address, then),
                    this::fail,
                    out);
        } else {
            reply(name, null, out);
        }
    }

    private void reply(String name, @Nullable RoomAddress address, Outbox<CrdsReply> out) {
        service.listener().roomLookedUp(peer, name, address);
        out.send(new FindReply(address));
        out.finish();
    }

    /** Calls the directory: directly, or on a worker thread if the directory may block. */
    private <R> void callDirectory(
            Callable<R> call,
            BiConsumer<? super R, Outbox<CrdsReply>> then,
            Consumer<Outbox<CrdsReply>> failed,
            Outbox<CrdsReply> out) {
        BiConsumer<Exception, Outbox<CrdsReply>> failure = (problem, after) -> {
            service.listener().directoryFailed(peer, problem instanceof IOException e ? e : new IOException(problem));
            failed.accept(after);
        };
        if (service.directory().blocks()) {
            out.work(call, then, failure);
            return;
        }
        R result;
        try {
            result = call.call();
        } catch (Exception e) {
            failure.accept(e, out);
            return;
        }
        then.accept(result, out);
    }
}
