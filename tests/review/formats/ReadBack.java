import java.io.File;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.fdf.FDFAnnotation;
import org.apache.pdfbox.pdmodel.fdf.FDFDocument;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;

/** SENT.pdf NOTES.xfdf BACK.pdf: the annotations of an XFDF put on the pages of a PDF, as a viewer imports them. */
public class ReadBack {
    public static void main(String[] names) throws Exception {
        try (PDDocument proof = PDDocument.load(new File(names[0])); FDFDocument notes = FDFDocument.loadXFDF(names[1])) {
            for (FDFAnnotation note : notes.getCatalog().getFDF().getAnnotations()) {
                var page = proof.getPage(note.getPage());
                var annotations = page.getAnnotations();
                annotations.add(PDAnnotation.createAnnotation(note.getCOSObject()));
                page.setAnnotations(annotations);
            }
            proof.save(names[2]);
        }
    }
}
