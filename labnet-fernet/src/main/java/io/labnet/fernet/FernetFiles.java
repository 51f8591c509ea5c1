// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.NewFile;
import io.labnet.fernet.internal.Pkcs7;
import io.labnet.fernet.internal.TokenFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts and decrypts files of up to 64 GiB, in less than a megabyte of memory.
 *
 * <p>A token file contains exactly one token in ASCII, as {@link Fernet#encrypt(byte[])} makes it. One line feed after
 * the token is accepted, but never written. A token file is a third larger than its message. Python's
 * {@code cryptography} can decrypt a token file that fits into memory. With a {@linkplain Fernet#lenient() lenient}
 * Fernet, the whole text of the file is read leniently.
 *
 * <p>No part of a message is released before the whole token is authenticated. Decryption therefore takes two passes:
 * the first checks the MAC and writes nothing, the second decrypts to a temporary file beside the target. The target is
 * replaced atomically: the target is either complete or unchanged, and a refusal or failure leaves no temporary file
 * behind unless the process is killed. If the target is a regular file or a symbolic link, it is replaced; the file
 * that the link points to is not changed. A directory, a link to a directory, a device and a pipe are refused with an
 * {@link IOException}. If the file system supports owners, only the owner can read and write new files.
 *
 * <p>Immutable and safe for use by multiple threads. If a thread is interrupted while it works on a file, the method
 * throws {@link java.nio.channels.ClosedByInterruptException} and leaves no temporary file behind.
 */
public final class FernetFiles {
    /**
     * The maximum size of a message in bytes: {@value}, which is 64 GiB or 2^32 blocks. The format itself has no limit.
     * But the larger a file, the more likely are two equal blocks of ciphertext, which reveal information about the
     * message. At this size, about one in 2^65 files contains two equal blocks (the birthday bound of CBC with blocks
     * of 128 bits).
     */
    public static final long MAX_PLAINTEXT_BYTES = 1L << 36;

    private static final FernetProgress NO_PROGRESS = (done, total) -> {};
    private static final long UNKNOWN = -1;

    private final Fernet fernet;
    private final FernetProgress progress;
    private final long maxPlaintextBytes;

    /**
     * Creates an instance with the settings of a Fernet.
     *
     * @param fernet provides the keys, the clock and all other settings
     */
    public FernetFiles(Fernet fernet) {
        this(Objects.requireNonNull(fernet, "fernet"), NO_PROGRESS, MAX_PLAINTEXT_BYTES);
    }

    FernetFiles(Fernet fernet, FernetProgress progress, long maxPlaintextBytes) {
        this.fernet = fernet;
        this.progress = progress;
        this.maxPlaintextBytes = maxPlaintextBytes;
    }

    /**
     * {@return a copy of this object that reports its progress to a listener}
     *
     * @param progress receives the progress
     */
    public FernetFiles withProgress(FernetProgress progress) {
        return new FernetFiles(fernet, Objects.requireNonNull(progress, "progress"), maxPlaintextBytes);
    }

    /**
     * Encrypts a file.
     *
     * @param source the message, possibly empty
     * @param target the path of the token file; may be the source, which it then replaces
     * @throws IOException if a file cannot be read or written, or the target cannot be replaced atomically
     * @throws IllegalArgumentException if the message has more than {@link #MAX_PLAINTEXT_BYTES} bytes, which is
     *     checked before any work if the source is a regular file
     * @throws IllegalStateException if a key has been destroyed
     */
    public void encrypt(Path source, Path target) throws IOException {
        long size = Files.isRegularFile(source) ? Files.size(source) : UNKNOWN;
        requireAtMost(maxPlaintextBytes, size);
        try (InputStream in = Files.newInputStream(source)) {
            encrypt(in, size, target);
        }
    }

    /**
     * Encrypts the bytes of a stream to a file.
     *
     * @param source the message, read to the end of the stream; not closed
     * @param target the path of the token file
     * @throws IOException if the stream cannot be read, or the file cannot be written or replaced atomically
     * @throws IllegalArgumentException if the message has more than {@link #MAX_PLAINTEXT_BYTES} bytes
     * @throws IllegalStateException if a key has been destroyed
     */
    public void encrypt(InputStream source, Path target) throws IOException {
        encrypt(Objects.requireNonNull(source, "source"), UNKNOWN, target);
    }

    private void encrypt(InputStream source, long size, Path target) throws IOException {
        fernet.cipher().keys().requireIntact();
        try (NewFile file = NewFile.at(target)) {
            write(source, size, file.out());
            file.publish();
        }
    }

    /**
     * Encrypts the bytes of a stream to another stream. There is no such method for decryption, because it would
     * release parts of a message before the token is authenticated.
     *
     * @param source the message, read to the end of the stream; not closed
     * @param target receives the token; flushed, but not closed. After an exception, the written part is not a valid
     *     token
     * @throws IOException if a stream cannot be read or written
     * @throws IllegalArgumentException if the message has more than {@link #MAX_PLAINTEXT_BYTES} bytes
     * @throws IllegalStateException if a key has been destroyed
     */
    public void encrypt(InputStream source, OutputStream target) throws IOException {
        fernet.cipher().keys().requireIntact();
        write(Objects.requireNonNull(source, "source"), UNKNOWN, Objects.requireNonNull(target, "target"));
    }

    private void write(InputStream source, long size, OutputStream target) throws IOException {
        new TokenWriter(fernet.cipher(), target).write(source, done -> {
            requireAtMost(maxPlaintextBytes, done);
            progress.progressed(done, size);
        });
    }

    /**
     * Decrypts a token file of any age. The timestamp is not checked.
     *
     * @param source the token file: a regular file, because it is read twice
     * @param target the path of the message; may be the source, which it then replaces
     * @return the size of the message, the timestamp, and which key opened the token
     * @throws FernetException with {@link FernetException.Reason#INVALID} if the source is not a token of any of the
     *     keys, or its message has more than {@link #MAX_PLAINTEXT_BYTES} bytes
     * @throws IOException if the source is not a regular file, a file cannot be read or written, or the target cannot
     *     be replaced atomically
     * @throws IllegalStateException if a key has been destroyed
     */
    public DecryptedFile decrypt(Path source, Path target) throws IOException {
        return opened(source, target, TokenCipher.ANY_AGE);
    }

    /**
     * Decrypts a token file that is not older than a time to live.
     *
     * @param source the token file: a regular file, because it is read twice
     * @param target the path of the message; may be the source, which it then replaces
     * @param timeToLive the maximum age of the token, as in {@link Fernet#decrypt(String, Duration)}
     * @return the size of the message, the timestamp, and which key opened the token
     * @throws FernetException as for {@link #decrypt(Path, Path)}, and with {@link FernetException.Reason#EXPIRED} or
     *     {@link FernetException.Reason#FROM_THE_FUTURE} if the token is genuine, but is too old or too new
     * @throws IOException as for {@link #decrypt(Path, Path)}
     * @throws IllegalArgumentException if the time to live is negative
     * @throws IllegalStateException if a key has been destroyed
     */
    public DecryptedFile decrypt(Path source, Path target, Duration timeToLive) throws IOException {
        return opened(source, target, Lifetime.timeToLive(timeToLive));
    }

    private DecryptedFile opened(Path source, Path target, @Nullable Duration timeToLive) throws IOException {
        NewFile.requireReplaceable(target);
        TokenCipher cipher = fernet.cipher();
        cipher.keys().requireIntact();
        if (!Files.isRegularFile(source) && Files.exists(source)) {
            throw new FileSystemException(
                    source.toString(), null, "is not a regular file; decryption reads its source twice");
        }
        try (FileChannel file = FileChannel.open(source, StandardOpenOption.READ)) {
            TokenScan scan = new TokenScan(text(file, 0), cipher.keys().engines(), (bytes, from, to) -> {});
            int[] signers = scan.signers();
            if (signers.length > 0 && timeToLive != null) {
                cipher.lifetime().check(scan.timestamp(), timeToLive);
            }
            for (int key : signers) {
                long bytes = decrypted(file, scan.mac(), cipher.keys().engine(key), target);
                if (bytes >= 0) {
                    return new DecryptedFile(bytes, scan.timestamp(), key);
                }
            }
            throw FernetException.invalid();
        }
    }

    /**
     * Decrypts a token whose MAC an earlier pass has verified. Verifies it again, because the file may change between
     * the passes. The result is published only if the MAC is the same as before. Otherwise the file now contains
     * another token, which may be genuine but expired.
     *
     * @return the size of the message in bytes, or -1 if the padding is wrong
     */
    private long decrypted(FileChannel source, byte[] verifiedMac, CryptoEngine engine, Path target)
            throws IOException {
        try (NewFile file = NewFile.at(target)) {
            Decryption decryption = new Decryption(engine, file.out());
            TokenScan scan = new TokenScan(text(source, source.size()), List.of(engine), decryption);
            if (!MessageDigest.isEqual(scan.mac(), verifiedMac) || scan.signers().length == 0) {
                throw FernetException.invalid();
            }
            long bytes = decryption.finish();
            if (bytes >= 0) {
                file.publish();
            }
            return bytes;
        }
    }

    private TokenFileText text(FileChannel file, long doneBefore) throws IOException {
        long total = 2 * file.size();
        LongConsumer taken = read -> progress.progressed(doneBefore + read, total);
        return new TokenFileText(file, fernet.reader(), maxTextLength(), taken);
    }

    private long maxTextLength() {
        long maxBytes = TokenFormat.OVERHEAD_BYTES + maxPlaintextBytes + TokenFormat.BLOCK_BYTES;
        return (maxBytes + 2) / 3 * 4;
    }

    private static void requireAtMost(long limit, long size) {
        if (size > limit) {
            throw new IllegalArgumentException(
                    "a message has at most " + limit + " bytes in a file, this has at least " + size);
        }
    }

    /**
     * Decrypts ciphertext to a stream. The output must not be used before the MAC is verified and {@link #finish} has
     * returned.
     */
    private static final class Decryption implements TokenScan.Visitor {
        private final CryptoEngine engine;
        private final OutputStream out;

        /** The last decrypted blocks, which may contain the padding. */
        private byte[] last = new byte[0];

        private long written;

        Decryption(CryptoEngine engine, OutputStream out) {
            this.engine = engine;
            this.out = out;
        }

        @Override
        public void blocks(byte[] bytes, int from, int to) throws IOException {
            write(last.length);
            last = engine.decrypt(bytes, from, to);
        }

        private void write(int length) throws IOException {
            out.write(last, 0, length);
            written += length;
        }

        /**
         * Writes the end without the padding. Returns the size of the message in bytes, or -1 if the padding is wrong.
         */
        long finish() throws IOException {
            int length = Pkcs7.unpaddedLength(last);
            if (length < 0) {
                return -1;
            }
            write(length);
            return written;
        }
    }
}
