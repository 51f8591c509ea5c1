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

/** The file that a server listens at, which neither the system nor the JDK puts away. */
public final class SocketFile {
    /** The bits of a file's mode that say what it is. POSIX leaves the numbers to the systems; all agree. */
    private static final int FILE_TYPE = 0170000;

    private static final int SOCKET = 0140000;

    private final Path path;
    private final BasicFileAttributes made;

    private SocketFile(Path path, BasicFileAttributes made) {
        this.path = path;
        this.made = made;
    }

    /**
     * Binds a channel to a new file, in the place of one that a server which was killed has left behind.
     *
     * @throws BindException if there is a file already at which somebody listens, or which is no socket
     */
    public static SocketFile bind(ServerSocketChannel channel, Path path, int backlog) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
        try {
            channel.bind(address, backlog);
        } catch (BindException e) {
            if (!isLeftBehind(path)) {
                throw e;
            }
            Files.deleteIfExists(path);
            channel.bind(address, backlog);
        }
        try {
            return new SocketFile(path, attributes(path));
        } catch (NoSuchFileException e) {
            BindException taken = new BindException("another server has taken " + path + " at the same moment");
            taken.initCause(e);
            throw taken;
        }
    }

    private static boolean isLeftBehind(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS) || !isSocket(path)) {
            return false;
        }
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            // Somebody who listens but has too many that wait would hold a probe up for as long.
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (IOException busy) {
            return false;
        }
    }

    /** Pipes and devices refuse a connection like a socket that was left behind; where files have a mode, it tells. */
    private static boolean isSocket(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? ((Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & FILE_TYPE) == SOCKET
                : attributes(path).isOther();
    }

    /** Removes the file, unless it is another's by now. */
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
