// SPDX-License-Identifier: Apache-2.0
package io.labnet.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The requirements of Maven Central for what is uploaded, and those of labnet. */
class CentralRequirementsIT {
    private static final Map<String, String> CHECKSUMS =
            Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");

    private static final Pattern CHECKED = Pattern.compile(".*\\.(pom|jar|json)");

    @Test
    void release_holdsOnlyTheArtifactsOfTheBillOfMaterials() throws Exception {
        try (Stream<Path> folders = Files.list(Release.root().resolve("io/labnet"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Release.all());
        }
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void pom_describesTheArtifact(String artifact) throws Exception {
        Model pom = Release.pom(artifact);
        assertThat(pom.getGroupId()).isEqualTo("io.labnet");
        assertThat(pom.getArtifactId()).isEqualTo(artifact);
        assertThat(pom.getVersion()).isEqualTo(Release.version()).doesNotEndWith("-SNAPSHOT");
        assertThat(pom.getName()).isNotBlank();
        assertThat(pom.getDescription()).isNotBlank();
        assertThat(pom.getUrl()).isNotBlank();
        assertThat(pom.getLicenses()).singleElement().satisfies(license -> {
            assertThat(license.getName()).isEqualTo("Apache-2.0");
            assertThat(license.getUrl()).isNotBlank();
        });
        assertThat(pom.getDevelopers()).isNotEmpty().allSatisfy(developer -> assertThat(developer.getName())
                .isNotBlank());
        assertThat(pom.getScm().getConnection()).startsWith("scm:git:");
        assertThat(pom.getScm().getDeveloperConnection()).startsWith("scm:git:");
        assertThat(pom.getScm().getUrl()).isNotBlank();
    }

    /** A parent, a repository, a test dependency or a property would be a riddle to whoever reads the pom. */
    @ParameterizedTest
    @MethodSource("artifacts")
    void pom_needsNothingElse(String artifact) throws Exception {
        Model pom = Release.pom(artifact);
        assertThat(pom.getParent()).isNull();
        assertThat(pom.getRepositories()).isEmpty();
        assertThat(pom.getBuild()).isNull();
        assertThat(pom.getProfiles()).isEmpty();
        assertThat(pom.getDependencies()).allSatisfy(dependency -> {
            assertThat(dependency.getVersion()).matches("[\\w.-]+").doesNotEndWith("-SNAPSHOT");
            assertThat(dependency.getScope()).isIn("compile", "runtime");
        });
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void files_haveChecksumsAndSignatures(String artifact) throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(Release.file(artifact, ".pom").getParent())) {
            files = all.filter(file ->
                            CHECKED.matcher(file.getFileName().toString()).matches())
                    .toList();
        }
        assertThat(files).contains(Release.file(artifact, ".pom"));
        if (Release.hasJar(artifact)) {
            assertThat(files)
                    .contains(
                            Release.file(artifact, ".jar"),
                            Release.file(artifact, "-sources.jar"),
                            Release.file(artifact, "-javadoc.jar"));
        }
        for (Path file : files) {
            for (Map.Entry<String, String> checksum : CHECKSUMS.entrySet()) {
                assertThat(Files.readString(Path.of(file + "." + checksum.getKey()), StandardCharsets.US_ASCII))
                        .isEqualTo(digest(checksum.getValue(), file));
            }
            assertThat(verify(file)).as("exit code of gpg for %s", file).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("jars")
    void jar_saysWhatItIs(String artifact) throws Exception {
        try (JarFile jar = new JarFile(Release.file(artifact, ".jar").toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Title"))
                    .isEqualTo(artifact);
            assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
                    .isEqualTo(Release.version());
            assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
            assertThat(jar.getEntry("module-info.class")).isNotNull();
        }
    }

    @Test
    void sbom_listsArtifactsAndLibrariesWithTheirLicences() throws Exception {
        String sbom = Files.readString(Release.file("labnet-parent", "-cyclonedx.json"));
        assertThat(sbom).contains("\"bomFormat\" : \"CycloneDX\"");
        for (String artifact : Release.artifacts()) {
            assertThat(sbom).contains("pkg:maven/io.labnet/" + artifact + "@" + Release.version());
        }
        assertThat(sbom)
                .contains(
                        "pkg:maven/com.opencsv/opencsv@", "pkg:maven/org.bouncycastle/bcprov-jdk18on@", "\"licenses\"")
                .doesNotContain("labnet-benchmarks", "labnet-examples", "pkg:maven/org.openjdk.jmh/");
    }

    static List<String> artifacts() throws IOException {
        return Release.all();
    }

    static List<String> jars() throws IOException {
        return Release.artifacts();
    }

    private static String digest(String algorithm, Path file) throws IOException, GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
    }

    /** Verifies the signature with the key in {@code GNUPGHOME}. */
    private static int verify(Path file) throws IOException, InterruptedException {
        return new ProcessBuilder("gpg", "--batch", "--verify", file + ".asc", file.toString())
                .redirectError(Redirect.DISCARD)
                .redirectOutput(Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
