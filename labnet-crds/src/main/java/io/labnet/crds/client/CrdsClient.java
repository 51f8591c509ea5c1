// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.client;

import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import io.labnet.crds.CrdsCommand;
import io.labnet.crds.CrdsCommand.DeleteRoom;
import io.labnet.crds.CrdsCommand.FindRoom;
import io.labnet.crds.CrdsCommand.GetDirectory;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.CrdsProtocol;
import io.labnet.crds.CrdsReply;
import io.labnet.crds.FindReply;
import io.labnet.crds.ListingFlaw;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.RoomListing;
import io.labnet.crds.RoomListingDecoder;
import java.io.Closeable;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client of a directory, with one connection per call or {@linkplain #keepingConnection one for all calls}. By
 * default, methods wait 75 seconds for each part of the reply: longer than a server waits for its directory. An
 * interrupt ends the wait. Safe for use by multiple threads.
 *
 * <p>The client accepts one or eight zero bytes for an unknown room. It also accepts listings whose length counts
 * characters instead of bytes, and reports them to a {@linkplain #withFlawListener listener}. If such a listing
 * contains non-ASCII names and a line happens to end at the given number of bytes, the last rooms are missing without
 * an error; see {@link RoomListingDecoder}.
 */
public final class CrdsClient implements Closeable {
    private static final ConnectOptions OPTIONS = ConnectOptions.defaults()
            .withReadTimeout(CrdsProtocol.listingClient().idle());

    private final Transport transport;
    private final Endpoint server;
    private final ConnectOptions options;
    private final Consumer<ListingFlaw> flawListener;
    private final boolean keepsConnection;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable DirectoryConnection kept;

    /**
     * Creates a client without connecting. The timeout is 10 seconds for a connection, and 75 for each part of a reply.
     *
     * @param transport the transport for connections
     * @param server the address of the directory
     */
    public CrdsClient(Transport transport, Endpoint server) {
        this(transport, server, OPTIONS);
    }

    /**
     * Creates a client without connecting.
     *
     * @param transport the transport for connections
     * @param server the address of the directory
     * @param options the timeouts for a connection and for each part of a reply
     */
    public CrdsClient(Transport transport, Endpoint server, ConnectOptions options) {
        this(transport, server, options, flaw -> {}, false);
    }

    private CrdsClient(
            Transport transport,
            Endpoint server,
            ConnectOptions options,
            Consumer<ListingFlaw> flawListener,
            boolean keepsConnection) {
        this.keepsConnection = keepsConnection;
        this.transport = Objects.requireNonNull(transport, "transport");
        this.server = Objects.requireNonNull(server, "server");
        this.options = Objects.requireNonNull(options, "options");
        this.flawListener = Objects.requireNonNull(flawListener, "flawListener");
    }

    /**
     * Returns a copy with another listener for listings that are malformed but readable.
     *
     * @param listener notified in the calling thread, once for each call and kind of flaw
     * @return a client with that listener
     */
    public CrdsClient withFlawListener(Consumer<ListingFlaw> listener) {
        return new CrdsClient(transport, server, options, listener, keepsConnection);
    }

    /**
     * {@return a client that sends all commands over one connection, one after the other, and reconnects if the server
     * has closed it; the caller must close the client}
     */
    public CrdsClient keepingConnection() {
        return new CrdsClient(transport, server, options, flawListener, true);
    }

    /**
     * Closes the connection, if this client {@linkplain #keepingConnection keeps one}. The next call connects again.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            if (kept != null) {
                kept.close();
                kept = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** {@return the address of the server} */
    public Endpoint server() {
        return server;
    }

    /**
     * {@return all rooms in the order of creation, possibly none}
     *
     * @throws IOException if the server cannot be reached, or does not send a readable reply
     */
    public List<Room> rooms() throws IOException {
        return listing().rooms();
    }

    /**
     * Requests all rooms, and keeps lines that are not rooms. For some servers, rooms can be missing: see the class
     * description.
     *
     * @return the listing
     * @throws IOException if the server cannot be reached, or does not send a readable reply
     */
    public RoomListing listing() throws IOException {
        return listings(new GetDirectory()).get(0);
    }

    /**
     * Creates a room. Since the command has no reply, the client compares the listings before and after it, which may
     * include changes by other clients.
     *
     * @param room the room
     * @return the outcome
     * @throws IOException if the server cannot be reached, or does not send a readable reply; the room may have been
     *     created nevertheless
     */
    public CreateOutcome create(Room room) throws IOException {
        List<RoomListing> listings = listings(new GetDirectory(), new MakeRoom(room), new GetDirectory());
        return CreateOutcome.of(room, listings.get(0), listings.get(1));
    }

    /**
     * Deletes a room. Since the command has no reply, the client compares the listings before and after it, which may
     * include changes by other clients.
     *
     * @param name the name of the room
     * @return the outcome
     * @throws IOException if the server cannot be reached, or does not send a readable reply; the room may have been
     *     deleted nevertheless
     * @throws IllegalArgumentException if the name is not a {@linkplain Room#isName valid name}
     */
    public DeleteOutcome delete(String name) throws IOException {
        DeleteRoom delete = new DeleteRoom(requireName(name));
        List<RoomListing> listings = listings(new GetDirectory(), delete, new GetDirectory());
        return DeleteOutcome.of(name, listings.get(0), listings.get(1));
    }

    /**
     * {@return the address of a room, or {@code null} if there is no such room}
     *
     * @param name the name of the room
     * @throws IOException if the server cannot be reached, or does not send a readable reply
     * @throws IllegalArgumentException if the name is not a {@linkplain Room#isName valid name}
     */
    public @Nullable RoomAddress find(String name) throws IOException {
        FindRoom find = new FindRoom(requireName(name));
        Decoder<CrdsReply> decoder = CrdsProtocol.findingClient().decoders().get();
        return ((FindReply) converse(decoder, List.of(find)).get(0)).address();
    }

    private List<RoomListing> listings(CrdsCommand... commands) throws IOException {
        Set<ListingFlaw> flaws = Collections.synchronizedSet(EnumSet.noneOf(ListingFlaw.class));
        Decoder<CrdsReply> decoder = new RoomListingDecoder(CrdsProtocol.MAX_LISTING_BYTES, flaws::add);
        try {
            return converse(decoder, List.of(commands)).stream()
                    .map(RoomListing.class::cast)
                    .toList();
        } finally {
            flaws.forEach(flawListener);
        }
    }

    private List<CrdsReply> converse(Decoder<CrdsReply> decoder, List<CrdsCommand> commands) throws IOException {
        if (!keepsConnection) {
            try (DirectoryConnection connection = connect(decoder)) {
                return connection.ask(commands);
            }
        }
        DirectoryConnection completed = null;
        lock.lock();
        try {
            DirectoryConnection connection = kept;
            if (connection != null && connection.isFree()) {
                connection.expect(decoder);
            } else {
                close();
                connection = connect(decoder);
                kept = connection;
            }
            List<CrdsReply> replies = connection.ask(commands);
            completed = connection;
            return replies;
        } finally {
            if (completed != kept) {
                close();
            }
            lock.unlock();
        }
    }

    private DirectoryConnection connect(Decoder<CrdsReply> decoder) throws IOException {
        return new DirectoryConnection(transport, server, options, decoder);
    }

    private static String requireName(String name) {
        if (!Room.isName(name)) {
            throw new IllegalArgumentException("'" + EscapedText.of(name) + "' cannot name a room");
        }
        return name;
    }
}
