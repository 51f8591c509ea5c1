// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** The JDK's file exceptions have the name of the file for a message; these are words for what was wrong. */
public final class FileErrors {
    private FileErrors() {}

    /**
     * Tells why a file can't be read or written.
     *
     * @param e what was thrown
     * @return the reason, in words without the name of the file
     */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof CharacterCodingException) {
            return "it is no text in UTF-8";
        }
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return String.valueOf(e.getMessage());
    }
}
