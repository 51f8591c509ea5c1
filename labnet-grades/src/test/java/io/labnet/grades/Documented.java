// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.fernet.FernetKey;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A book of two students with the averages and grades of the hand-outs, and a captured reply. */
public final class Documented {
    public static final StudentId ID = new StudentId("1803933");
    public static final FernetKey KEY = FernetKey.parse("M7E8erO15CIh902P8DQsHxKbOADTgEPGHdiY0MplTuY=");
    public static final String MIDTERM_TOKEN =
            "gAAAAABrAN-SY9MEpenzL1t4epn_gZEtR5T-2GlEEKW_uhCQF_41U_CYmyp-Xy7ABa2KQS1P6nKibjOOUsAI"
                    + "dV58daF3FRms7V0QP37jfNJNYD06vroHGEQ=";
    public static final String MIDTERM_TEXT = "Midterm Average: 10.45";
    public static final String HEADER =
            "Name,ID Number,Key,Lab 1,Lab 2,Lab 3,Lab 4,Midterm,Exam 1,Exam 2,Exam 3,Exam 4\n";
    public static final String ROW = "Ada Lind,1803933," + KEY.text() + ",3,9,9,0,7,4,5,8,10\n";
    public static final Student STUDENT = student(ID.digits(), KEY, "3", "9", "9", "0", "7", "4", "5", "8", "10");
    public static final Student OTHER =
            student("0000042", FernetKey.generate(), "4", "5.5", "1.1", "10", "13.9", "7.8", "6.7", "3.2", "2.4");
    public static final GradeBook BOOK = new GradeBook(List.of(STUDENT, OTHER));

    private Documented() {}

    /** Returns a file with one student who has this midterm mark. */
    public static String csv(String midterm) {
        return HEADER + ROW.replace(",0,7,", ",0," + midterm + ",");
    }

    static Student student(String id, FernetKey key, String... marks) {
        Map<GradeColumn, Mark> byColumn = new EnumMap<>(GradeColumn.class);
        Iterator<String> inOrder = List.of(marks).iterator();
        for (GradeColumn column : GradeColumn.values()) {
            byColumn.put(column, new Mark(inOrder.next()));
        }
        return new Student(new StudentId(id), "Student " + id, key, byColumn);
    }
}
