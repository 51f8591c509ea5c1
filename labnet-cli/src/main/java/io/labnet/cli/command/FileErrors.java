// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Readable reasons for the JDK's file exceptions, whose messages are only the file's name. */
public final class FileErrors {
    private FileErrors() {}

    /**
     * Returns why a file can't be read or written.
     *
     * @param e the exception
     * @return the reason, without the file's name
     */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file of this name";
        }
        if (e instanceof CharacterCodingException) {
            return "it is not text in UTF-8";
        }
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return String.valueOf(e.getMessage());
    }
}
