// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.server;

import io.labnet.core.session.Outbox;
import io.labnet.core.session.Peer;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.session.Session;
import io.labnet.crds.CrdsCommand;
import io.labnet.crds.CrdsCommand.DeleteRoom;
import io.labnet.crds.CrdsCommand.FindRoom;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.CrdsReply;
import io.labnet.crds.CrdsReply.ListingHead;
import io.labnet.crds.FindReply;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.RoomRefusal;
import io.labnet.crds.directory.CreateResult;
import io.labnet.crds.directory.RoomDirectory;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of a conversation. Commands are executed in order, one at a time. A failed command without a reply
 * does not affect the conversation. If the directory fails for a command with a reply, the conversation ends, because
 * the protocol has no error reply.
 */
final class CrdsServerSession implements Session<CrdsCommand, CrdsReply> {
    private final RoomDirectory directory;
    private final CrdsListener listener;
    private final Peer peer;

    /** The listing that is being sent, or {@code null} if there is none. */
    private @Nullable ListingPieces listing;

    CrdsServerSession(CrdsService service, Peer peer) {
        this.directory = service.directory();
        this.listener = service.listener();
        this.peer = Objects.requireNonNull(peer, "peer");
    }

    @Override
    public void opened(Outbox<CrdsReply> out) {
        listener.connected(peer);
    }

    @Override
    public void received(CrdsCommand command, Outbox<CrdsReply> out) {
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

    /** Reads no further command until the current listing has been sent. */
    @Override
    public ReadPolicy readPolicy() {
        return listing == null ? ReadPolicy.UNLESS_BEHIND : ReadPolicy.NOT_NOW;
    }

    @Override
    public void closed() {
        listing = null;
        listener.disconnected(peer);
    }

    private void list(Outbox<CrdsReply> out) {
        Callable<ListingPieces> begin = () -> new ListingPieces(directory.listing());
        callDirectory(begin, this::beginListing, Outbox::finish, out);
    }

    /** Sends the first pieces in one write with the head, since they have already been read. */
    private void beginListing(ListingPieces pieces, Outbox<CrdsReply> out) {
        listener.listed(peer, pieces.byteLength());
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
            listener.roomRefused(peer, command.shown(), invalid);
            return;
        }
        Room room = command.room();
        callDirectory(
                () -> directory.create(room),
                (result, then) -> {
                    if (result.succeeded()) {
                        listener.roomCreated(peer, room, result == CreateResult.REPLACED);
                    } else {
                        listener.roomRefused(peer, room.toString(), result.refusal());
                    }
                },
                then -> listener.roomRefused(peer, room.toString(), RoomRefusal.DIRECTORY_FAILED),
                out);
    }

    private void delete(String name, Outbox<CrdsReply> out) {
        if (!Room.isName(name)) {
            listener.roomDeleted(peer, name, false);
            return;
        }
        callDirectory(
                () -> directory.delete(name),
                (existed, then) -> listener.roomDeleted(peer, name, existed),
                then -> {},
                out);
    }

    private void find(String name, Outbox<CrdsReply> out) {
        if (Room.isName(name)) {
            callDirectory(
                    () -> directory.find(name), (address, then) -> reply(name, address, then), Outbox::finish, out);
        } else {
            reply(name, null, out);
        }
    }

    private void reply(String name, @Nullable RoomAddress address, Outbox<CrdsReply> out) {
        listener.roomLookedUp(peer, name, address);
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
            listener.directoryFailed(peer, problem instanceof IOException e ? e : new IOException(problem));
            failed.accept(after);
        };
        if (directory.blocks()) {
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
