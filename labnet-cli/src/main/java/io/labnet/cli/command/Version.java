// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of labnet, from a file that the build writes. */
public final class Version implements IVersionProvider {
    /** Creates the provider; called by picocli. */
    public Version() {}

    @Override
    public String[] getVersion() {
        return new String[] {"labnet " + read(), "Java " + Runtime.version() + ", " + System.getProperty("os.name")};
    }

    private static String read() {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(Objects.requireNonNull(in, "version.properties"));
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
