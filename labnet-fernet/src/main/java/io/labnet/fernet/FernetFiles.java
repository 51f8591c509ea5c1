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
 * Encrypts and decrypts files of up to 64 GiB as a {@link Fernet} does messages, in less than a megabyte of memory.
 *
 * <p>A token file holds exactly one token, as {@link Fernet#encrypt(byte[])} makes it, in ASCII, and after it at most
 * one line feed; none is written. Python's {@code cryptography} takes such a file as far as its memory goes. A file is a
 * third larger than its message. A {@linkplain Fernet#lenient() lenient} Fernet takes the files whose whole text it
 * takes as a token.
 *
 * <p>Nothing is shown of a message before all of it has proved to be genuine, so a file is decrypted in two passes: the
 * first computes the MAC, and writes nothing; the second decrypts, to a temporary file beside the target. Whatever is
 * written appears under the name of the target at once and whole, or not at all: on every refusal and failure, a killed
 * process apart, nothing is left behind. It takes the place of a regular file of that name, or of a link: what the link
 * leads to stays as it is. A directory, a link that leads to one, a device and a pipe are never replaced, but refused
 * with an {@link IOException}. New files can be read and written by their owner only, where the file system knows owners.
 *
 * <p>Immutable and safe for use by many threads at once. A thread that is interrupted while it works on a file ends with a
 * {@link java.nio.channels.ClosedByInterruptException}, and leaves nothing behind either.
 */
public final class FernetFiles {
    /**
     * How many bytes a message may have at most: {@value}, which is 64 GiB. The format itself has no bound; this one is
     * 2^32 blocks, up to which two equal blocks of ciphertext, which would tell something of the message, are expected
     * in one of 2^65 files (the birthday bound of a block of 128 bits, for which CBC is known).
     */
    public static final long MAX_PLAINTEXT_BYTES = 1L << 36;

    private static final FernetProgress UNSEEN = (done, total) -> {};
    private static final long UNKNOWN = -1;

    private final Fernet fernet;
    private final FernetProgress progress;
    private final long maxPlaintextBytes;

    /**
     * Makes one that works as a Fernet does.
     *
     * @param fernet gives the keys, the clock and all other settings
     */
    public FernetFiles(Fernet fernet) {
        this(Objects.requireNonNull(fernet, "fernet"), UNSEEN, MAX_PLAINTEXT_BYTES);
    }

    FernetFiles(Fernet fernet, FernetProgress progress, long maxPlaintextBytes) {
        this.fernet = fernet;
        this.progress = progress;
        this.maxPlaintextBytes = maxPlaintextBytes;
    }

    /**
     * {@return one that differs from this only in who is told how far the work has come}
     *
     * @param progress is told
     */
    public FernetFiles withProgress(FernetProgress progress) {
        return new FernetFiles(fernet, Objects.requireNonNull(progress, "progress"), maxPlaintextBytes);
    }

    /**
     * Encrypts a file.
     *
     * @param source the message, possibly empty
     * @param target where the token file shall be; may be the source, which it then replaces
     * @throws IOException if a file cannot be read or written, or the target not be replaced at once
     * @throws IllegalArgumentException if the message has more than {@link #MAX_PLAINTEXT_BYTES} bytes, which is found
     *     out before any work if the source is a regular file
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
     * Encrypts what a stream gives, to a file.
     *
     * @param source gives the message until it reports its end, in pieces of any size; not closed
     * @param target where the token file shall be
     * @throws IOException if the stream cannot be read, or the file not be written or replaced at once
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
     * Encrypts what a stream gives, to another. There is no such method for the way back: it would have to show what
     * may not be genuine.
     *
     * @param source gives the message until it reports its end, in pieces of any size; not closed
     * @param target gets the token; flushed, and not closed. What it got before an exception is no token, and is refused
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
     * Decrypts a token file of any age. Its timestamp is not looked at.
     *
     * @param source the token file: a regular file, since it is read twice
     * @param target where the message shall be; may be the source, which it then replaces
     * @return what is known of the token
     * @throws FernetException with {@link FernetException.Reason#INVALID} if the source holds no token of the keys, or
     *     one of a larger message than {@link #MAX_PLAINTEXT_BYTES}
     * @throws IOException if the source is no regular file, a file cannot be read or written, or the target not be
     *     replaced at once
     * @throws IllegalStateException if a key has been destroyed
     */
    public OpenedFile decrypt(Path source, Path target) throws IOException {
        return opened(source, target, TokenCipher.ANY_AGE);
    }

    /**
     * Decrypts a token file that was made not long ago.
     *
     * @param source the token file: a regular file, since it is read twice
     * @param target where the message shall be; may be the source, which it then replaces
     * @param timeToLive how old the token may be, as of {@link Fernet#decrypt(String, Duration)}
     * @return what is known of the token
     * @throws FernetException as of {@link #decrypt(Path, Path)}, and with {@link FernetException.Reason#EXPIRED} or
     *     {@link FernetException.Reason#FROM_THE_FUTURE} if the token is genuine, but was made too early or too late
     * @throws IOException as of {@link #decrypt(Path, Path)}
     * @throws IllegalArgumentException if the time to live is negative
     * @throws IllegalStateException if a key has been destroyed
     */
    public OpenedFile decrypt(Path source, Path target, Duration timeToLive) throws IOException {
        return opened(source, target, Lifetime.timeToLive(timeToLive));
    }

    private OpenedFile opened(Path source, Path target, @Nullable Duration timeToLive) throws IOException {
        NewFile.requireReplaceable(target);
        TokenCipher cipher = fernet.cipher();
        cipher.keys().requireIntact();
        if (!Files.isRegularFile(source) && Files.exists(source)) {
            throw new FileSystemException(source.toString(), null, "is no regular file, which could be read twice");
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
                    return new OpenedFile(bytes, scan.timestamp(), key);
                }
            }
            throw FernetException.invalid();
        }
    }

    /**
     * Decrypts a token whose MAC has fitted in a pass before. It is computed again, since somebody may change a file
     * between two passes: what was written counts only if this is the very token that was judged then, since another one,
     * be it as genuine, may have expired.
     *
     * @return how many bytes the message has, or -1 if the padding is wrong
     */
    private long decrypted(FileChannel source, byte[] judged, CryptoEngine engine, Path target) throws IOException {
        try (NewFile file = NewFile.at(target)) {
            Decryption decryption = new Decryption(engine, file.out());
            TokenScan scan = new TokenScan(text(source, source.size()), List.of(engine), decryption);
            if (!MessageDigest.isEqual(scan.mac(), judged) || scan.signers().length == 0) {
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
                    "a message has at most " + limit + " bytes here, this has at least " + size);
        }
    }

    /** Decrypts ciphertext to a stream, which holds no message before {@link #finish}, nor before its MAC has fitted. */
    private static final class Decryption implements TokenScan.Visitor {
        private final CryptoEngine engine;
        private final OutputStream out;

        /** The last blocks that were decrypted: the padding may be in them. */
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

        /** Writes the end, without the padding. Answers how many bytes the message has, or -1 if the padding is wrong. */
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
