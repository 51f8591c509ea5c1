// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import io.labnet.compute.WordCounter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A minimal word counter, to copy: counts the words of a file of any size, {@code CountWords FILE}. */
public final class CountWords {
    /** The size of the buffer, which fits in a second-level cache. */
    private static final int BUFFER_BYTES = 256 * 1024;

    private CountWords() {}

    /**
     * Prints the number of words in a file.
     *
     * @param args the file
     */
    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("usage: CountWords FILE");
            System.exit(2);
        }
        try (FileChannel file = FileChannel.open(Path.of(args[0]))) {
            System.out.println(count(file));
        } catch (IOException e) {
            System.err.println("CountWords: " + args[0] + " cannot be read: " + reason(e));
            System.exit(1);
        }
    }

    /**
     * Returns why a file can't be read. The message of a {@link NoSuchFileException} or {@link AccessDeniedException}
     * is only the file's name.
     */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }

    private static long count(FileChannel file) throws IOException {
        WordCounter counter = new WordCounter(WordCounter.Rule.RUNS);
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        while (file.read(buffer) >= 0) {
            counter.add(buffer.flip());
            buffer.clear();
        }
        return counter.words();
    }
}
