// SPDX-License-Identifier: Apache-2.0
package io.labnet.consumers;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;

/** A release in a directory that is laid out as a Maven repository. */
final class Release {
    /** The artifacts that the bill of materials does not list: itself, and the parent, which carries the SBOM. */
    private static final List<String> POMS = List.of("labnet-bom", "labnet-parent");

    private static final Path ROOT = Path.of(System.getProperty("labnet.release"));

    private Release() {}

    static Path root() {
        return ROOT;
    }

    static String version() throws IOException {
        try (Stream<Path> versions = Files.list(ROOT.resolve("io/labnet/labnet-bom"))) {
            return versions.findFirst().orElseThrow().getFileName().toString();
        }
    }

    /** Returns the names of the artifacts that a user can depend on. */
    static List<String> artifacts() throws IOException {
        return pom("labnet-bom").getDependencyManagement().getDependencies().stream()
                .map(dependency -> dependency.getArtifactId())
                .toList();
    }

    /** Returns the names of all artifacts. */
    static List<String> all() throws IOException {
        return Stream.concat(POMS.stream(), artifacts().stream()).toList();
    }

    static boolean hasJar(String artifact) {
        return !POMS.contains(artifact);
    }

    static Model pom(String artifact) throws IOException {
        try (Reader pom = Files.newBufferedReader(file(artifact, ".pom"))) {
            return new MavenXpp3Reader().read(pom);
        } catch (XmlPullParserException e) {
            throw new IOException("the pom of " + artifact, e);
        }
    }

    /** Returns the file of an artifact whose name ends as given, such as {@code -sources.jar}. */
    static Path file(String artifact, String end) throws IOException {
        String version = version();
        return ROOT.resolve("io/labnet").resolve(artifact).resolve(version).resolve(artifact + "-" + version + end);
    }
}
