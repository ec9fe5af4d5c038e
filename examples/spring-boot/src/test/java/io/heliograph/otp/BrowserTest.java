package io.heliograph.otp;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.SandboxFault;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;

/** What a person does on the page, in Chromium; run by {@code ./mvnw -Pbrowser}. */
@Tag("browser")
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"heliograph.sandbox.deliver-after=1500ms", "heliograph.deadline=2s", "otp.pause=1ms"})
class BrowserTest {
    private static final Dimension PHONE = new Dimension(375, 760);
    private static final Dimension DESKTOP = new Dimension(1280, 800);

    @Autowired
    Sandbox sandbox;

    @Autowired
    Environment environment;

    /** One for all tests: the page keeps nothing, and Chromium takes seconds to start. */
    private static ChromeDriver browser;

    private static WebDriverWait waiting;

    @BeforeAll
    static void start(@TempDir Path profile) {
        ChromeDriverService driver = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(System.getProperty("chromedriver", "/usr/bin/chromedriver")))
                .usingAnyFreePort()
                .build();
        ChromeOptions options = new ChromeOptions()
                .setBinary(System.getProperty("chromium", "/usr/bin/chromium"))
                .addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
                .addArguments("--disable-quic", "--no-first-run", "--disable-background-networking")
                .addArguments("--disable-component-update", "--disable-sync", "--user-data-dir=" + profile);
        browser = new ChromeDriver(driver, options);
        waiting = new WebDriverWait(browser, Duration.ofSeconds(20), Duration.ofMillis(50));
    }

    @AfterAll
    static void quit() {
        browser.quit();
    }

    @BeforeEach
    void open() {
        browser.manage().window().setSize(DESKTOP);
        browser.get("http://localhost:" + environment.getProperty("local.server.port") + "/");
        waiting.until(ExpectedConditions.visibilityOfElementLocated(By.id("sandbox")));
    }

    @AfterEach
    void reset() {
        sandbox.fault("wavix", SandboxFault.NONE);
        sandbox.clock().useSystem();
    }

    @Test
    void a_code_is_requested_watched_until_it_is_delivered_and_verified() throws IOException, InterruptedException {
        picture("form");
        sandbox.clock().fix(Instant.now());
        ask("+44 7700 900123");
        seeDelivery("Sent");
        picture("waiting");
        sandbox.clock().advance(Duration.ofSeconds(2));
        seeDelivery("Delivered");
        type("code", wrong());
        see("code-fault", "You have 4 tries left");
        picture("delivered");
        type("code", fromInbox());
        see("done", "You are signed in");
        picture("done");
    }

    @Test
    void a_refused_number_is_shown_with_what_to_do() {
        ask("+447700900001");
        see("why", "Nothing was sent");
        picture("refused");
        browser.findElement(By.id("back")).click();
        ask("0812345678");
        see("ask-fault", "country code");
        picture("wrong-number");
    }

    @Test
    void a_message_that_did_not_arrive_is_shown_as_such() {
        ask("+447700900003");
        seeDelivery("Not delivered");
        picture("not-delivered");
    }

    @Test
    void an_unknown_outcome_is_said_honestly_and_the_code_is_good_all_the_same() {
        sandbox.fault("wavix", SandboxFault.ACCEPT_THEN_HANG);
        int before = sandbox.inbox().size();
        ask("+447700900125");
        seeDelivery("May have been sent");
        picture("unknown");
        assertThat(sandbox.inbox()).hasSize(before + 1);
        type("code", code());
        see("done", "You are signed in");
    }

    @Test
    void every_field_has_a_label_and_nothing_is_wider_than_a_phone() {
        browser.manage().window().setSize(PHONE);
        for (WebElement input : browser.findElements(By.tagName("input"))) {
            assertThat(browser.findElements(By.cssSelector("label[for=" + input.getAttribute("id") + "]")))
                    .hasSize(1);
        }
        Object overflow = browser.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(overflow).isEqualTo(0L);
    }

    private void ask(String number) {
        type("number", number);
    }

    private void type(String field, String text) {
        WebElement input = waiting.until(ExpectedConditions.visibilityOfElementLocated(By.id(field)));
        input.clear();
        input.sendKeys(text, Keys.ENTER);
    }

    private void seeDelivery(String title) {
        waiting.until(ExpectedConditions.textToBe(By.cssSelector("#told strong"), title));
    }

    private void see(String id, String words) {
        waiting.until(ExpectedConditions.textToBePresentInElementLocated(By.id(id), words));
    }

    /** The code in the newest message. */
    private String code() {
        List<InboxMessage> inbox = sandbox.inbox();
        return inbox.get(inbox.size() - 1).text().substring(0, 6);
    }

    /** The same, as a person finds it: where the page's link leads. */
    private String fromInbox() throws IOException, InterruptedException {
        String link = browser.findElement(By.id("inbox")).getAttribute("href");
        String newest = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(link + "api/messages?limit=1"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher text = Pattern.compile("([0-9]{6}) is your ACME code").matcher(newest);
        return text.find() ? text.group(1) : "";
    }

    private String wrong() {
        return code().equals("000000") ? "000001" : "000000";
    }

    /** For whoever wants to look: with {@code -Dpictures=folder}, in both widths. */
    private void picture(String name) {
        String folder = System.getProperty("pictures", "");
        if (folder.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(Path.of(folder));
            for (Dimension size : List.of(PHONE, DESKTOP)) {
                browser.manage().window().setSize(size);
                Files.write(
                        Path.of(folder, name + "-" + size.getWidth() + ".png"),
                        browser.getScreenshotAs(OutputType.BYTES));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
