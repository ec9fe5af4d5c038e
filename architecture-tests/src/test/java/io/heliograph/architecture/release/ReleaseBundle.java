package io.heliograph.architecture.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The zip that the portal of Maven Central takes: each file in the layout of a repository, with its signature and checksums
 * (central.sonatype.org/publish/publish-portal-upload, looked up 2026-11).
 */
final class ReleaseBundle {
    private static final Map<String, String> CHECKSUMS =
            Map.of(".md5", "MD5", ".sha1", "SHA-1", ".sha256", "SHA-256", ".sha512", "SHA-512");
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private ReleaseBundle() {}

    /** Writes the bundle. */
    static void write(StagedFiles staged, Path bundle) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bundle))) {
            for (Path file : staged.published()) {
                String name = staged.repository().relativize(file).toString().replace('\\', '/');
                byte[] content = Files.readAllBytes(file);
                add(zip, name, content);
                add(zip, name + ".asc", Files.readAllBytes(StagedFiles.signature(file)));
                for (Map.Entry<String, String> checksum : new TreeMap<>(CHECKSUMS).entrySet()) {
                    String hex = Checksums.hex(checksum.getValue(), content);
                    add(zip, name + checksum.getKey(), hex.getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.from(TIME));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
