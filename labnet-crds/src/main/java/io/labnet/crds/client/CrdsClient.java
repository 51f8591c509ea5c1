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
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks a directory, over a connection of its own for each call or {@linkplain #keepingConnection one for all}. Methods
 * wait for the answer, 75 seconds for each part of it unless they are told otherwise: longer than a server waits for its
 * directory. An interrupt ends the wait. Safe for several threads.
 *
 * <p>It understands servers that say "no such room" by one zero byte or by eight, and those whose listings have a length
 * in characters instead of bytes, and tells of the latter if it is {@linkplain #withFlawListener asked to}. Of these the last rooms can be missing, without an error, where a name is not
 * ASCII and so many bytes happen to end with a line; see {@link RoomListingDecoder}.
 */
public final class CrdsClient implements Closeable {
    private static final ConnectOptions OPTIONS = ConnectOptions.defaults()
            .withReadTimeout(CrdsProtocol.listingClient().idle());

    private final Transport transport;
    private final Endpoint server;
    private final ConnectOptions options;
    private final Consumer<ListingFlaw> flawListener;
    private final boolean keeps;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable DirectoryConnection kept;

    /**
     * Makes a client, which connects to nothing yet. It waits 10 seconds to be connected, and 75 for each part of an
     * answer.
     *
     * @param transport how to connect
     * @param server where the directory is
     */
    public CrdsClient(Transport transport, Endpoint server) {
        this(transport, server, OPTIONS);
    }

    /**
     * Makes a client, which connects to nothing yet.
     *
     * @param transport how to connect
     * @param server where the directory is
     * @param options how long to wait for a connection, and for each part of an answer
     */
    public CrdsClient(Transport transport, Endpoint server, ConnectOptions options) {
        this(transport, server, options, flaw -> {}, false);
    }

    private CrdsClient(
            Transport transport,
            Endpoint server,
            ConnectOptions options,
            Consumer<ListingFlaw> flawListener,
            boolean keeps) {
        this.keeps = keeps;
        this.transport = Objects.requireNonNull(transport, "transport");
        this.server = Objects.requireNonNull(server, "server");
        this.options = Objects.requireNonNull(options, "options");
        this.flawListener = Objects.requireNonNull(flawListener, "flawListener");
    }

    /**
     * Changes who is told of listings that the client reads although the server wrote them wrongly.
     *
     * @param listener told by the thread that asks, once for each call and kind of flaw
     * @return the changed client
     */
    public CrdsClient withFlawListener(Consumer<ListingFlaw> listener) {
        return new CrdsClient(transport, server, options, listener, keeps);
    }

    /**
     * {@return a client that asks all its questions over one connection, one after the other, and makes it anew when the
     * server has closed it; to be closed}
     */
    public CrdsClient keepingConnection() {
        return new CrdsClient(transport, server, options, flawListener, true);
    }

    /** Closes the connection of a client that keeps one; it makes another when it is asked again. */
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

    /** {@return where the server is that is asked} */
    public Endpoint server() {
        return server;
    }

    /**
     * {@return all rooms, in the order in which they were made; possibly none}
     *
     * @throws IOException if the server can't be reached, or gives no answer that can be read
     */
    public List<Room> rooms() throws IOException {
        return listing().rooms();
    }

    /**
     * Asks for all rooms, of which some can be missing as said at the class, and keeps the lines of the listing that are none.
     *
     * @return the listing
     * @throws IOException if the server can't be reached, or gives no answer that can be read
     */
    public RoomListing listing() throws IOException {
        return listings(new GetDirectory()).get(0);
    }

    /**
     * Asks for a room to be made. There is no answer to that, so the listings before and after tell what became of it;
     * what others do meanwhile may show in them too.
     *
     * @param room the room
     * @return what became of it
     * @throws IOException if the server can't be reached, or gives no answer that can be read; the room may have been
     *     made all the same
     */
    public CreateOutcome create(Room room) throws IOException {
        List<RoomListing> listings = listings(new GetDirectory(), new MakeRoom(room), new GetDirectory());
        return CreateOutcome.of(room, listings.get(0), listings.get(1));
    }

    /**
     * Asks for a room to be deleted. There is no answer to that, so the listings before and after tell what became of
     * it; what others do meanwhile may show in them too.
     *
     * @param name the name of the room
     * @return what became of it
     * @throws IOException if the server can't be reached, or gives no answer that can be read; the room may have been
     *     deleted all the same
     * @throws IllegalArgumentException if it is no {@linkplain Room#isName name}
     */
    public DeleteOutcome delete(String name) throws IOException {
        DeleteRoom delete = new DeleteRoom(requireName(name));
        List<RoomListing> listings = listings(new GetDirectory(), delete, new GetDirectory());
        return DeleteOutcome.of(name, listings.get(0), listings.get(1));
    }

    /**
     * {@return where the members of a room meet, {@code null} if there is no such room}
     *
     * @param name the name of the room
     * @throws IOException if the server can't be reached, or gives no answer that can be read
     * @throws IllegalArgumentException if it is no {@linkplain Room#isName name}
     */
    public @Nullable RoomAddress find(String name) throws IOException {
        FindRoom find = new FindRoom(requireName(name));
        Decoder<CrdsReply> decoder = CrdsProtocol.findingClient().decoders().get();
        return ((FindReply) converse(decoder, CrdsClient::whatIsFound, List.of(find))
                        .get(0))
                .address();
    }

    private List<RoomListing> listings(CrdsCommand... commands) throws IOException {
        Set<ListingFlaw> flaws = Collections.synchronizedSet(EnumSet.noneOf(ListingFlaw.class));
        Decoder<CrdsReply> decoder = new RoomListingDecoder(CrdsProtocol.MAX_LISTING_BYTES, flaws::add);
        try {
            return converse(decoder, CrdsClient::whatIsListed, List.of(commands)).stream()
                    .map(RoomListing.class::cast)
                    .toList();
        } finally {
            flaws.forEach(flawListener);
        }
    }

    private List<CrdsReply> converse(
            Decoder<CrdsReply> decoder, Function<ByteBuffer, String> expectation, List<CrdsCommand> commands)
            throws IOException {
        if (!keeps) {
            try (DirectoryConnection connection = connect(decoder, expectation)) {
                return connection.ask(commands);
            }
        }
        DirectoryConnection answered = null;
        lock.lock();
        try {
            DirectoryConnection connection = kept;
            if (connection != null && connection.isFree()) {
                connection.expect(decoder, expectation);
            } else {
                close();
                connection = connect(decoder, expectation);
                kept = connection;
            }
            List<CrdsReply> replies = connection.ask(commands);
            answered = connection;
            return replies;
        } finally {
            if (answered != kept) {
                close();
            }
            lock.unlock();
        }
    }

    private DirectoryConnection connect(Decoder<CrdsReply> decoder, Function<ByteBuffer, String> expectation)
            throws IOException {
        return new DirectoryConnection(transport, server, options, decoder, expectation);
    }

    private static String requireName(String name) {
        if (!Room.isName(name)) {
            throw new IllegalArgumentException("'" + EscapedText.of(name) + "' cannot name a room");
        }
        return name;
    }

    /** What belongs where an answer came that is not whole. */
    private static String whatIsFound(ByteBuffer beginning) {
        return "an address and a port, each behind a length byte, or a zero byte";
    }

    /** What belongs where an answer came that is not whole. */
    private static String whatIsListed(ByteBuffer beginning) {
        return beginning.remaining() < Long.BYTES
                ? "8 bytes of length and so many bytes of lines"
                : "8 bytes of length and, by that, " + beginning.getLong(0) + " bytes of lines";
    }
}
