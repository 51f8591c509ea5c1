// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the repository, in Markdown. */
record MarkdownPage(Path path, String text) {
    /** The root of the repository. */
    static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```(\\w*)\\R(.*?)^ *```$");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|(?m)^\\[[^\\]]+\\]: (\\S+)$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
    private static final Pattern LINK_TEXT = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");
    private static final Pattern NOT_IN_ANCHOR = Pattern.compile("[^\\p{L}\\p{N} _-]");
    private static final Pattern WITH_SCHEME = Pattern.compile("[a-z]+:.*");

    /** {@return the page at a path, which is relative to the root} */
    static MarkdownPage of(String path) {
        return read(ROOT.resolve(path));
    }

    /** {@return all pages at or below a path, which is relative to the root} */
    static List<MarkdownPage> below(String path) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(path))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .map(MarkdownPage::read)
                    .toList();
        }
    }

    private static MarkdownPage read(Path path) {
        try {
            return new MarkdownPage(path.normalize(), Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the blocks of code in a language} */
    List<String> blocks(String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** {@return the targets of all links, without those that have a scheme, such as {@code https}} */
    List<String> links() {
        return LINK.matcher(CODE.matcher(withoutBlocks()).replaceAll(""))
                .results()
                .map(link -> link.group(1) != null ? link.group(1) : link.group(2))
                .filter(link -> !WITH_SCHEME.matcher(link).matches())
                .toList();
    }

    /** {@return the anchors of the headings, as GitHub derives them} */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(withoutBlocks()).results().forEach(heading -> {
            String words = LINK_TEXT.matcher(heading.group(1)).replaceAll("$1");
            String anchor = NOT_IN_ANCHOR
                    .matcher(words.toLowerCase(Locale.ROOT))
                    .replaceAll("")
                    .replace(' ', '-');
            int number = 0;
            for (String unique = anchor; !anchors.add(unique); unique = anchor + "-" + number) {
                number++;
            }
        });
        return anchors;
    }

    private String withoutBlocks() {
        return BLOCK.matcher(text).replaceAll("");
    }

    @Override
    public String toString() {
        return ROOT.relativize(path).toString();
    }
}
