// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.unix;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** The file of a listening Unix socket. Neither the system nor the JDK removes it. */
public final class SocketFile {
    /** The file type bits of a mode. POSIX does not define the values, but all systems use these. */
    private static final int FILE_TYPE = 0170000;

    private static final int SOCKET = 0140000;

    private final Path path;
    private final BasicFileAttributes made;

    private SocketFile(Path path, BasicFileAttributes made) {
        this.path = path;
        this.made = made;
    }

    /**
     * Binds a channel to a new file, replacing the stale file of a killed server.
     *
     * @throws BindException if the path is in use: by a socket on which a server listens, or by a file that is not a
     *     socket
     */
    public static SocketFile bind(ServerSocketChannel channel, Path path, int backlog) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
        try {
            channel.bind(address, backlog);
        } catch (BindException e) {
            if (!isStale(path)) {
                throw e;
            }
            Files.deleteIfExists(path);
            channel.bind(address, backlog);
        }
        try {
            return new SocketFile(path, attributes(path));
        } catch (NoSuchFileException e) {
            BindException taken = new BindException("another server replaced " + path + " at the same moment");
            taken.initCause(e);
            throw taken;
        }
    }

    private static boolean isStale(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS) || !isSocket(path)) {
            return false;
        }
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            // Non-blocking, because a server with a full backlog would block the probe.
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (IOException busy) {
            return false;
        }
    }

    /**
     * Returns whether a file is a socket, by its mode if the file system has modes. A trial connection would not show
     * this, because pipes and devices refuse a connection as a stale socket does.
     */
    private static boolean isSocket(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? ((Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & FILE_TYPE) == SOCKET
                : attributes(path).isOther();
    }

    /** Removes the file, unless another server has replaced it. */
    public void delete() throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && isOurs(attributes(path))) {
            Files.deleteIfExists(path);
        }
    }

    private boolean isOurs(BasicFileAttributes there) {
        return there.isOther() && Objects.equals(there.fileKey(), made.fileKey());
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
