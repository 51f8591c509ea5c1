// SPDX-License-Identifier: Apache-2.0

import java.io.File;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;

/**
 * Fails the build when a module found fewer tests than its floor. Surefire passes over a class whose name does not end
 * in {@code Test} without a word; only the number of tests that were found tells that a whole class is gone.
 *
 * <p>Arguments: module name, its build directory, the floor. Counts every test in the XML reports, skipped ones too.
 */
final class TestFloor {
    public static void main(String[] args) throws Exception {
        String module = args[0];
        int floor = Integer.parseInt(args[2]);
        int found = count(Path.of(args[1], "surefire-reports")) + count(Path.of(args[1], "failsafe-reports"));
        if (found < floor) {
            System.err.printf(
                    "%s found %d tests, fewer than its floor of %d (labnet.test.floor in its pom.xml).%n"
                            + "Is a test class misnamed? Surefire runs *Test only, Failsafe *IT.%n",
                    module, found, floor);
            System.exit(1);
        }
        System.out.printf("%s: %d tests found, the floor is %d%n", module, found, floor);
    }

    private static int count(Path reports) throws Exception {
        File[] files = reports.toFile().listFiles((dir, name) -> name.startsWith("TEST-") && name.endsWith(".xml"));
        int tests = 0;
        if (files != null) {
            var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            for (File file : files) {
                tests += Integer.parseInt(builder.parse(file).getDocumentElement().getAttribute("tests"));
            }
        }
        return tests;
    }
}
