// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * The state of a file at one time. Two stamps of an unchanged file are equal. If a file has been changed or replaced,
 * its stamps differ, unless it has the same size and its system records the times too coarsely.
 *
 * @param modified the time of the last change; {@code null} if the attributes of the file can't be read
 * @param size the size in bytes; 0 if the attributes can't be read
 * @param fileKey what distinguishes the file from another one at the same path; {@code null} if the system has no such
 *     thing, or the attributes can't be read
 */
public record FileStamp(
        @Nullable FileTime modified, long size, @Nullable Object fileKey) {
    /**
     * Returns the present state of a file. Symbolic links are followed.
     *
     * @param file the file, which need not exist
     * @return its stamp; all files whose attributes can't be read have the same
     */
    public static FileStamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException unreadable) {
            return new FileStamp(null, 0, null);
        }
    }
}
