// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import io.labnet.cli.ChildProcess;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeBook;
import io.labnet.grades.file.GradeBookReader;
import io.labnet.grades.file.GradeFileException;
import java.io.StringReader;
import java.nio.file.Path;

/** A class of two students whose averages and grades are those of the hand-outs. */
public final class Documented {
    public static final FernetKey KEY = FernetKey.parse("M7E8erO15CIh902P8DQsHxKbOADTgEPGHdiY0MplTuY=");
    public static final String MIDTERM_TEXT = "Midterm Average: 10.45";

    /** The sample of the demo as a file, with another class. */
    public static final Path SAMPLE =
            ChildProcess.basedir().resolve(Path.of("src", "main", "resources", "io/labnet/cli/demo/grades.csv"));

    private static final String OTHER_KEY = FernetKey.generate().text();

    private Documented() {}

    /** The file of one student with this mark in the midterm. */
    public static String csv(String midterm) {
        return "Name,ID Number,Key,Lab 1,Lab 2,Lab 3,Lab 4,Midterm,Exam 1,Exam 2,Exam 3,Exam 4\n" + "Ada Lind,1803933,"
                + KEY.text() + ",3,9,9,0," + midterm + ",4,5,8,10\n";
    }

    /** The book of both. */
    static GradeBook book() throws GradeFileException {
        String other = "Ben Holm,0000042," + OTHER_KEY + ",4,5.5,1.1,10,13.9,7.8,6.7,3.2,2.4\n";
        return GradeBookReader.read(new StringReader(csv("7") + other), "the hand-out");
    }

    /** The key file of both. */
    static String keys() {
        return "ID Number,Key\n1803933," + KEY.text() + "\n0000042," + OTHER_KEY + "\n";
    }
}
